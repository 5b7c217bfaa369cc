import { describe, expect, it } from 'vitest';
import { scoreCommand } from './scoreCommand.ts';

const best = (search: string, ...titles: string[]): string | undefined =>
  titles
    .map((title) => ({ title, score: scoreCommand(title, search) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)[0]?.title;

describe('finding a command', () => {
  it('prefers what begins so', () =>
    expect(best('them', 'Show or hide the dock bottom', 'Light theme', 'Theme of the system')).toBe('Theme of the system'));
  it('finds words in any order', () => expect(best('theme light', 'Dark theme', 'Light theme')).toBe('Light theme'));
  it('finds within words', () => expect(best('pool', 'Add MaxPooling2D', 'Undo')).toBe('Add MaxPooling2D'));
  it('does not guess', () => expect(best('thm', 'Theme of the system')).toBeUndefined());
  it('shows all when nothing is typed', () => expect(scoreCommand('Undo', ' ')).toBe(1));
});
