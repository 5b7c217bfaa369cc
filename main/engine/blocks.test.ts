import { describe, expect, it } from 'vitest';
import { blocks } from '../../shared/catalogue/index.ts';
import type { Hyper, LiveModel, MetricSums, State } from './engine.ts';
import { lowerings } from './lower/index.ts';
import { blockPlan, rows } from './testing/blockPlan.ts';
import { largestDifference } from './testing/compareStates.ts';
import { comparedEngines, missingEngines, onEngine } from './testing/testEngines.ts';

const computing = blocks.filter((block) => block.structure !== true);
const hyper: Hyper = { learningRate: 0.002, momentum: 0 };
const all = Int32Array.from({ length: rows }, (_, row) => row);
const steps = 5;

async function train(model: LiveModel): Promise<{ losses: number[]; state: State }> {
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const [row] = await model.run([all], [hyper], [{ epoch: 0, step }]);
    losses.push(mean(row));
  }
  return { losses, state: await model.readState() };
}
const mean = (row: MetricSums | undefined): number => (row?.['loss']?.[0] ?? Number.NaN) / (row?.['loss']?.[1] ?? 1);

it('has the mathematics of every block that computes, and of no other', () => {
  expect(Object.keys(lowerings).toSorted()).toEqual(computing.map((block) => block.kind).toSorted());
});

it.for(missingEngines)('is not compared on $name: $reason', ({ reason }, { skip }) => {
  expect(reason).not.toBe('');
  skip(reason);
});

describe.each(computing.flatMap((block) => block.cases.map((test, at) => ({ name: `${block.kind} ${at + 1}`, block, test }))))(
  '$name',
  ({ block, test }) => {
    const { plan, data, layer } = blockPlan(block, test);

    it('infers the shape and weights that it says, and that are built', async () => {
      expect(layer.outputs['y']?.shape).toEqual(test.output);
      expect(layer.weights.reduce((sum, weight) => sum + weight.shape.reduce((a, b) => a * b, 1), 0)).toBe(test.weights);
      const head = { ...plan.heads[0], source: { layer: 'tested', port: 'y' } };
      await onEngine('cpu', async (engine) => {
        const model = await engine.create(
          { ...plan, heads: plan.heads.map((own) => ({ ...own, ...head, spec: layer.outputs['y'] ?? own.spec })) },
          data,
        );
        const { head: predicted } = await model.predict(all);
        expect(predicted?.shape).toEqual([rows, ...test.output]);
        expect(predicted?.numbers.every(Number.isFinite)).toBe(true);
        model.dispose();
      });
    });

    it('learns: training lowers the loss, and what is before the block moves', async () => {
      await onEngine('cpu', async (engine) => {
        const model = await engine.create(plan, data);
        const before = await model.readState();
        const held = mean(await model.evaluate([all]));
        const { state } = await train(model);
        expect(mean(await model.evaluate([all]))).toBeLessThan(held);
        for (const key of Object.keys(before).filter((name) => /^before.*kernel/.test(name))) {
          expect(state[key]?.numbers.join(), key).not.toBe(before[key]?.numbers.join());
        }
        model.dispose();
      });
    });

    it.each(comparedEngines)('agrees with cpu on %s, weights and losses', async (name) => {
      const work = async (engine: { create: (own: typeof plan, columns: typeof data) => Promise<LiveModel> }): ReturnType<typeof train> => {
        const model = await engine.create(plan, data);
        const result = await train(model);
        model.dispose();
        return result;
      };
      const reference = await onEngine('cpu', work);
      const compared = await onEngine(name, work);
      expect(largestDifference(reference.state, compared.state)).toBeLessThan(1e-4);
      compared.losses.forEach((loss, at) => expect(loss).toBeCloseTo(reference.losses[at] ?? Number.NaN, 4));
    });
  },
);
