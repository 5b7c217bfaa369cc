import { expect, it } from 'vitest';
import { findTemplate } from '../templates/index.ts';
import { buildPlan } from './buildPlan.ts';
import { forecastMemory, largestBatch } from './forecastMemory.ts';
import { memoryWords } from './memoryWords.ts';
import type { TrainPlan } from './trainPlan.ts';

const gigabyte = 1e9;
function planOf(template: string): TrainPlan {
  const built = buildPlan(findTemplate(template).build());
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

it('the parts make the whole, and only the part of the batch grows with the batch', () => {
  const plan = planOf('mnist-cnn');
  const [small, large] = [forecastMemory(plan, 32), forecastMemory(plan, 64)];
  if (!small || !large) throw new Error('no forecast');
  expect(small.base + small.data + small.weights + small.batch).toBe(small.total);
  expect(large).toMatchObject({ base: small.base, data: small.data, weights: small.weights, batch: 2 * small.batch });
});

it('names the layer that takes the most', () => {
  const largest = forecastMemory(planOf('mnist-cnn'))?.largest;
  // 26 x 26 x 32 numbers before the bias, after it and after the activation, each with its gradient.
  expect(largest?.name).toBe('conv2d');
  expect(largest?.bytes).toBeCloseTo(26 * 26 * 32 * 3 * 4 * 1.8 * 32, -3);
});

it('counts what the steps of a loop leave, and the scores of an attention', () => {
  const shareOf = (template: string, kind: string): number => {
    const plan = planOf(template);
    const layers = plan.layers.map((layer) => (layer.kind === kind ? { ...layer, kind: 'activation' } : layer));
    return (forecastMemory(plan)?.batch ?? 0) / (forecastMemory({ ...plan, layers })?.batch ?? 1);
  };
  expect(shareOf('mnist-lstm', 'lstm')).toBeGreaterThan(3);
  expect(shareOf('transformer', 'multiHeadAttention')).toBeGreaterThan(1.2);
});

it('a plan whose shapes are not known yet has none', () => {
  const plan = planOf('iris-mlp');
  const unknown = { ...plan, inputs: plan.inputs.map((input) => ({ ...input, spec: { ...input.spec, shape: [null] } })) };
  expect(forecastMemory(unknown)).toBeNull();
});

it('the largest batch that fits is a power of two, and none fits into nothing', () => {
  const plan = planOf('mnist-cnn');
  const size = largestBatch(plan, 2 * gigabyte);
  if (size === null) throw new Error('nothing fits');
  expect(Math.log2(size) % 1).toBe(0);
  expect(forecastMemory(plan, size)?.total).toBeLessThanOrEqual(2 * gigabyte);
  expect(forecastMemory(plan, 2 * size)?.total).toBeGreaterThan(2 * gigabyte);
  expect(largestBatch(plan, 0)).toBeNull();
});

it('in words it names the layer once the batch takes most of it', () => {
  const plan = planOf('mnist-cnn');
  const words = (size: number): string => {
    const forecast = forecastMemory(plan, size);
    return forecast ? memoryWords(forecast, size) : '';
  };
  expect(words(32)).toMatch(
    /^about \d+ MB of memory to train with a batch size of 32, 550 MB of it the engine itself, whatever the model$/,
  );
  expect(words(4096)).toMatch(/^about \d\.\d GB of memory to train with a batch size of 4096, \d\.\d GB of it for conv2d$/);
});

it('a repeat of 10,000 turns leaves what a hundred leave, but has the weights of all', () => {
  const plan = planOf('very-deep-cnn');
  const atDepth = (turns: number): TrainPlan => ({
    ...plan,
    layers: plan.layers.map((layer) =>
      layer.repeat
        ? {
            ...layer,
            repeat: { ...layer.repeat, turns },
            weights: layer.weights.map((weight) => ({ ...weight, shape: [turns, ...weight.shape.slice(1)], stacked: turns })),
          }
        : layer,
    ),
  });
  const [short, long] = [forecastMemory(atDepth(100)), forecastMemory(atDepth(10_000))];
  if (!short || !long) throw new Error('no forecast');
  expect(long.batch / short.batch).toBeLessThan(12);
  expect(long.weights / short.weights).toBeGreaterThan(50);
  expect(long.total).toBeLessThan(2 * gigabyte);
});
