import { describe, expect, it } from 'vitest';
import { findLoss } from '../../shared/catalogue/index.ts';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import type { ColumnData, Engine, State } from './engine.ts';
import { headPlan } from './testing/headPlan.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';
import { heldNumbers } from './streaming/heldRows.ts';

const { plan, data } = headPlan(findLoss('meanSquaredError'));
const all = Int32Array.from({ length: data.rows }, (_, row) => row);
const [phase] = plan.phases;
const hyper = phase ? hyperParameters(phase.optimizer) : {};

/** What is found after a step, with these weights and these data. */
async function found(
  engine: Engine,
  { state = (own: State): State => own, columns = data.columns, rate = 0.01 } = {},
): Promise<string | null> {
  const own: ColumnData = { ...data, columns };
  const model = await engine.create(plan, own);
  try {
    await model.run([all], [hyper], [{ epoch: 0, step: 0 }]);
    await model.writeState(state(await model.readState()));
    const before = JSON.stringify(await model.readState());
    const words = await model.diagnose(all, { ...hyper, learningRate: rate }, { epoch: 0, step: 1 });
    expect(JSON.stringify(await model.readState()), 'nothing is moved').toBe(before);
    return words;
  } finally {
    model.dispose();
  }
}
const filled =
  (key: string, value: number) =>
  (state: State): State => ({ ...state, [key]: { ...state[key], numbers: state[key]?.numbers.map(() => value) ?? [] } as State[string] });

describe.each(['cpu', ...comparedEngines] as const)('on %s', (name) => {
  it('finds nothing where all is finite, else the first of what a step computes', async () => {
    await onEngine(name, async (engine) => {
      expect(await found(engine)).toBeNull();
      const x = data.columns['x'];
      if (!x) throw new Error('no column');
      const holed = { ...data.columns, x: { ...x, numbers: heldNumbers(x).map((value, at) => (at === 7 ? Number.NaN : value)) } };
      expect(await found(engine, { columns: holed })).toBe('the data of the column "x" (NaN)');
      expect(await found(engine, { state: filled('last/kernel', Number.NaN) })).toBe('the weight "kernel" of "last" (NaN)');
      expect(await found(engine, { state: filled('last/kernel', 3e38) })).toMatch(/^the output of "last" \((-?Infinity|NaN)\)$/);
      expect(await found(engine, { state: filled('last/kernel', 1e25) })).toMatch(/^the loss \((Infinity|NaN)\)$/);
      expect(await found(engine, { rate: Infinity })).toMatch(/^the weight "\w+" of "last" after the step \((-?Infinity|NaN)\)$/);
    });
  });

  it('of several heads, the one is named whose loss was the first', async () => {
    const [head] = plan.heads;
    if (!head) throw new Error('no head');
    const heads = [
      { ...head, name: 'near', loss: { kind: 'meanAbsoluteError', values: {} } },
      { ...head, name: 'far' },
    ];
    const several = { ...plan, heads, phases: plan.phases.map((own) => ({ ...own, heads: ['near', 'far'] })) };
    await onEngine(name, async (engine) => {
      const model = await engine.create(several, data);
      await model.writeState(filled('last/kernel', 1e25)(await model.readState()));
      // A square is too large for a number where the size itself is none.
      expect(await model.diagnose(all, hyper, { epoch: 0, step: 0 })).toMatch(/^the loss of "far" \((Infinity|NaN)\)$/);
      model.dispose();
    });
  });
});
