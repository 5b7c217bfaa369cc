import { expect, it } from 'vitest';
import { trainTemplate } from './testing/trainTemplate.ts';

/* The full MNIST stands in mnist.full.test.ts; here a part of it shows that each template learns. */
it.each([
  ['mnist-cnn', { epochs: 1, limit: 6400 }, 0.9],
  ['mnist-mlp', { epochs: 1, limit: 12800 }, 0.88],
  ['iris-mlp', {}, 0.9],
  ['xor', {}, 0.95],
  ['two-spirals', {}, 0.95],
] as const)(
  '%s learns what it shows',
  async (id, overrides, accuracy) => {
    await trainTemplate(id, overrides, ({ messages }) => {
      const ended = messages.filter((message) => message.type === 'epochEnded').at(-1);
      expect(ended?.metrics['val_accuracy']).toBeGreaterThanOrEqual(accuracy);
      expect(messages.at(-1)).toEqual({ type: 'ended', outcome: 'finished' });
    });
  },
  120_000,
);
