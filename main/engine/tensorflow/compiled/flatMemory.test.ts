import { memoryUsage } from 'node:process';
import { describe, expect, it, vi } from 'vitest';
import { buildPlan } from '../../../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../../../shared/templates/index.ts';
import type { ColumnData } from '../../engine.ts';
import { openEngine } from '../../openEngine.ts';
import { loadTensorflowBackend } from '../loadBackend.ts';
import { locateTensorflow } from '../locate.ts';

const warmUp = 2000;
const steps = 10_000;
const perCall = 50;

/** Resident memory without JavaScript's own heap, which grows and shrinks as its collector likes. */
function resident(): number {
  const { rss, heapTotal } = memoryUsage();
  return rss - heapTotal;
}

function made(rows: number): ColumnData {
  const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, (_, at) => Math.sin(at));
  return {
    rows,
    columns: {
      features: { shape: [2], numbers: numbers(rows * 2), classes: null },
      class: { shape: [1], numbers: Int32Array.from({ length: rows }, (_, at) => at % 2), classes: 2 },
    },
  };
}

/** Stretches of so many steps, one of which at least must ask for no more memory. */
const stretches = 6;

describe.skipIf(!locateTensorflow().ready)('on TensorFlow', () => {
  it(`${steps} steps leave no tensor behind and no memory`, async () => {
    const built = buildPlan(findTemplate('two-spirals').build());
    if ('problems' in built) throw new Error(built.problems[0]?.message);
    const { plan } = built;
    const columns = [...plan.inputs.map(({ column }) => column), ...plan.heads.map(({ column }) => column)];
    const { features, class: target } = made(256).columns;
    if (!features || !target) throw new Error('no data');
    const data = { rows: 256, columns: Object.fromEntries(columns.map((name, at) => [name, at === 0 ? features : target])) };
    const engine = await openEngine('tensorflow');
    const { binding } = loadTensorflowBackend().backend;
    const notice = vi.fn<(message: string) => void>();
    const model = await engine.create(plan, data, notice);
    const { values } = plan.phases[0]?.optimizer ?? { values: {} };
    const hyper = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
    const batches = Array.from({ length: perCall }, (_, at) => Int32Array.from({ length: 32 }, (__, row) => (at * 7 + row) % 256));
    const train = async (count: number): Promise<void> => {
      for (let step = 0; step < count; step += perCall) {
        await model.run(
          batches,
          batches.map(() => hyper),
          batches.map((_, at) => ({ epoch: 0, step: step + at })),
        );
      }
      await model.evaluate(batches);
    };
    await train(warmUp);
    const before = [engine.tensorCount(), binding.getNumOfTensors()];
    // What leaks grows in every stretch; an allocator that asks for one more piece does so in one of them.
    const growth: number[] = [];
    for (let stretch = 0; stretch < stretches && Math.min(...growth) >= 1.01; stretch++) {
      const start = resident();
      await train(steps);
      growth.push(resident() / start);
      expect([engine.tensorCount(), binding.getNumOfTensors()]).toEqual(before);
    }
    expect(Math.min(...growth)).toBeLessThan(1.01);
    // Of the compiled graph in our session, and of nothing that stands in for it.
    expect(engine.session).toBe('own');
    expect(notice).not.toHaveBeenCalled();
    model.dispose();
  });
});
