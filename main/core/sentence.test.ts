import { expect, test } from 'vitest';
import { sentence } from './sentence.ts';

test.each([
  ['the disk is full', 'The disk is full.'],
  [' is it there? ', 'Is it there?'],
  ['x.json: the file is not JSON', 'x.json: the file is not JSON.'],
  ['a/b: is not a folder', 'a/b: is not a folder.'],
  ['nan. Try again', 'Nan. Try again.'],
])('"%s" becomes "%s": a path at its beginning keeps its letters', (words, text) => expect(sentence(words)).toBe(text));
