import { defineDataset } from '../otherItems.ts';
import { int } from '../params.ts';

/** The characters of the text, in the order of their numbers. */
export const alphabet = ' abcdefghijklmnopqrstuvwxyz.';
/** Characters that are seen before the one to be told. */
export const window = 32;

export const characters = defineDataset({
  kind: 'characters',
  title: 'Characters',
  summary: `${window} characters of a text of simple sentences, and the one that follows: a first language model.`,
  params: {
    count: int({ default: 8000, min: 100, max: 500_000, help: 'Number of places in the text that are looked at.' }),
    seed: int({ default: 1, help: 'Which random text.' }),
  },
  keras: { name: 'characters' },
  columns: () => [
    { name: 'before', role: 'feature', shape: [window], type: 'number', tokens: Array.from(alphabet) },
    {
      name: 'next',
      role: 'target',
      shape: [1],
      type: 'class',
      classes: Array.from(alphabet, (letter) => (letter === ' ' ? 'space' : letter)),
    },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Written here by a small grammar.',
});
