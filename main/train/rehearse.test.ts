import { expect, it } from 'vitest';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { MetricSums, State } from '../engine/engine.ts';
import { comparedEngines, onEngine } from '../engine/testing/testEngines.ts';
import { rehearse } from './rehearse.ts';
import { statefulDocument } from './testing/statefulDocument.ts';

function planOf(): TrainPlan {
  const document = statefulDocument();
  const built = buildPlan({ ...document, training: { ...document.training, watch: [{ kind: 'gradientNorm', values: {} }] } });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

const always = (): Promise<boolean> => Promise.resolve(true);
const rowsFrom = (from: number, count: number): Int32Array => Int32Array.from({ length: count }, (_, at) => from + at);

it.each(['cpu', ...comparedEngines] as const)('on %s, training goes on to the bit as if nothing had been rehearsed', async (name) => {
  const plan = planOf();
  const data = await loadDataset(plan.data.dataset);
  const hyper = hyperParameters(plan.phases[0]?.optimizer ?? expect.fail('no optimizer'));
  const trained = async (rehearsed: boolean): Promise<{ rows: MetricSums[]; state: State; took: number | null }> =>
    onEngine(name, async (engine) => {
      const model = await engine.create(plan, data);
      const step = (at: number): Promise<MetricSums[]> => model.run([rowsFrom(16 * at, 16)], [hyper], [{ epoch: 0, step: at }]);
      const rows = [...(await step(0)), ...(await step(1))];
      const took = rehearsed
        ? await rehearse(
            model,
            {
              validation: [rowsFrom(90, 16), rowsFrom(106, 16), rowsFrom(112, 8)],
              part: { batch: rowsFrom(64, 4), hyper, counter: { epoch: 0, step: 4 } },
              probed: { batch: rowsFrom(0, 32), counter: { epoch: 0, step: 2 } },
            },
            always,
          )
        : 0;
      rows.push(...(await step(2)), ...(await step(3)));
      const state = await model.readState();
      model.dispose();
      return { rows, state, took };
    });
  const [plain, rehearsed] = [await trained(false), await trained(true)];
  expect(rehearsed.took).toBeGreaterThan(0);
  expect(rehearsed.rows).toEqual(plain.rows);
  expect(rehearsed.state).toEqual(plain.state);
});

it.each([0, 1, 2, 3])('ends before its part %i when it is told to, with the state as it was', async (parts) => {
  await onEngine('cpu', async (engine) => {
    const plan = planOf();
    const model = await engine.create(plan, await loadDataset(plan.data.dataset));
    const before = await model.readState();
    const hyper = hyperParameters(plan.phases[0]?.optimizer ?? expect.fail('no optimizer'));
    const asked: boolean[] = [];
    const end = {
      validation: [rowsFrom(90, 16), rowsFrom(112, 8)],
      part: { batch: rowsFrom(64, 4), hyper, counter: { epoch: 0, step: 4 } },
      probed: { batch: rowsFrom(0, 32), counter: { epoch: 0, step: 2 } },
    };
    const took = await rehearse(model, end, () => Promise.resolve(asked.push(true) <= parts));
    expect([took, asked.length]).toEqual([null, parts + 1]);
    expect(await model.readState()).toEqual(before);
    model.dispose();
  });
});

it('takes nothing where an epoch ends with its last step', async () => {
  await onEngine('cpu', async (engine) => {
    const plan = planOf();
    const model = await engine.create(plan, await loadDataset(plan.data.dataset));
    expect(await rehearse(model, { validation: [], part: null, probed: null }, always)).toBe(0);
    model.dispose();
  });
});
