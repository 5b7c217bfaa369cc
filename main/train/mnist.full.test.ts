import { expect, it } from 'vitest';
import { trainTemplate } from './testing/trainTemplate.ts';
import { runTest } from './workerJobs.ts';

it.each([
  ['mnist-cnn', 3, 0.985],
  ['mnist-mlp', 5, 0.97],
] as const)(
  '%s reads unseen digits after %d epochs on the full set',
  async (id, epochs, accuracy) => {
    await trainTemplate(id, { epochs }, async ({ plan, messages }) => {
      const checkpoint = messages.filter((message) => message.type === 'checkpoint').at(-1);
      if (!checkpoint) throw new Error('no checkpoint');
      const metrics = await runTest(plan, 'auto', checkpoint.path);
      process.stdout.write(`${id}: test accuracy ${metrics['test_accuracy']} after ${epochs} epochs\n`);
      expect(metrics['test_accuracy']).toBeGreaterThanOrEqual(accuracy);
    });
  },
  1_800_000,
);
