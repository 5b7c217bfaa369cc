import { describe, expect, it } from 'vitest';
import { matchKeys } from './matchKeys.ts';

const press = (key: string, held = ''): Parameters<typeof matchKeys>[1] => ({
  key,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  shiftKey: held.includes('s'),
  altKey: held.includes('a'),
});

describe('keys', () => {
  it.each([
    ['Ctrl+Z', press('z', 'c'), true],
    ['Ctrl+Z', press('Z', 'cs'), false],
    ['Ctrl+Shift+Z', press('Z', 'cs'), true],
    ['F', press('f'), true],
    ['F', press('f', 'c'), false],
    ['F', press('f', 'a'), false],
    ['?', press('?', 's'), true],
    ['+', press('+', 's'), true],
    ['+', press('+'), true],
    ['Ctrl+Enter', press('Enter', 'c'), true],
    ['ArrowLeft', press('ArrowLeft', 's'), false],
    ['Delete', press('Delete'), true],
  ])('%s', (keys, pressed, matches) => expect(matchKeys(keys, pressed, false)).toBe(matches));

  it('takes Command for Ctrl on a Mac', () => {
    expect(matchKeys('Ctrl+K', press('k', 'm'), true)).toBe(true);
    expect(matchKeys('Ctrl+K', press('k', 'c'), true)).toBe(false);
    expect(matchKeys('Ctrl+K', press('k', 'm'), false)).toBe(false);
  });
});
