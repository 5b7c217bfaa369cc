import { alphabet, characters as dataset, window } from '../../../shared/catalogue/datasets/characters.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

const words = {
  things: ['cat', 'dog', 'bird', 'child', 'river', 'moon', 'farmer', 'teacher', 'stone', 'garden', 'window', 'letter'],
  kinds: ['old', 'small', 'quiet', 'bright', 'hungry', 'green', 'young', 'cold'],
  doings: ['sees', 'finds', 'follows', 'remembers', 'carries', 'paints', 'leaves', 'wants'],
  places: ['in the morning', 'under the bridge', 'near the house', 'after the rain', 'by the sea', 'at night'],
} as const;

/** Sentences of one plan with some freedom: subject, doing, object, now and then a place. */
export const characters = defineSource(dataset, async ({ count, seed }) => {
  const random = randomSource(seed, 'data/characters');
  const pick = (list: readonly string[]): string => list[Math.floor(random.uniform() * list.length)] ?? '';
  const thing = (article: string): string => `${article} ${random.uniform() < 0.4 ? `${pick(words.kinds)} ` : ''}${pick(words.things)}`;
  const sentence = (): string =>
    `${thing(random.uniform() < 0.7 ? 'the' : 'every')} ${pick(words.doings)} ${thing('the')}${random.uniform() < 0.5 ? ` ${pick(words.places)}` : ''}. `;
  let text = '';
  while (text.length < count + window) text += sentence();
  const number = (at: number): number => Math.max(0, alphabet.indexOf(text[at] ?? ' '));
  const before = new Float32Array(window * count);
  const next = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    for (let step = 0; step < window; step++) before[row * window + step] = number(row + step);
    next[row] = number(row + window);
  }
  return { rows: count, train: count, numbers: { before, next } };
});
