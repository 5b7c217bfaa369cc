import { describe, expect, it } from 'vitest';
import { blocks } from '../../shared/catalogue/index.ts';
import { searchBlocks } from './searchBlocks.ts';

const kinds = (query: string): string[] => searchBlocks(blocks, query).map((block) => block.kind);

describe('searching the palette', () => {
  it('shows all without a query', () => expect(kinds('  ')).toEqual(blocks.map((block) => block.kind)));
  it('puts titles that begin with the word first', () => expect(kinds('dense')[0]).toBe('dense'));
  it('finds a group', () =>
    expect(kinds('pooling')).toEqual(expect.arrayContaining(['maxPooling2d', 'averagePooling2d', 'globalAveragePooling2d'])));
  it('finds all words only', () => expect(kinds('max pool').at(0)).toBe('maxPooling2d'));
  it.each([
    ['bn', 'batchNormalization'],
    ['gap', 'globalAveragePooling2d'],
    ['fc', 'dense'],
    ['linear', 'dense'],
    ['fully connected', 'dense'],
    ['residual', 'add'],
    ['relu', 'activation'],
  ])('finds %s by its other name, first', (query, kind) => expect(kinds(query)[0]).toBe(kind));
  it('finds nothing', () => expect(kinds('zzz')).toEqual([]));
});
