import { describe, expect, it } from 'vitest';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { phaseAt } from '../../shared/plan/phasePlans.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { network } from '../../shared/templates/network.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { MetricSums } from './engine.ts';
import { largestDifference } from './testing/compareStates.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';

const batches = [0, 1, 2, 3, 4, 5].map((at) => Int32Array.from({ length: 16 }, (_, row) => 16 * at + row));

/** Steps of both phases in turns, as a training makes them; with a look at all heads in between. */
async function train(plan: TrainPlan, engineName: 'cpu' | (typeof comparedEngines)[number]) {
  const data = await loadDataset(plan.data.dataset);
  return onEngine(engineName, async (engine) => {
    const notices: string[] = [];
    const model = await engine.create(plan, data, (words) => void notices.push(words));
    const counters = batches.map((_, step) => ({ epoch: 0, step, phase: phaseAt(plan, 0, step) }));
    const hyper = counters.map(({ phase }) => hyperParameters(plan.phases[phase]?.optimizer ?? { kind: 'sgd', values: {} }));
    const rows = await model.run(batches.slice(0, 4), hyper.slice(0, 4), counters.slice(0, 4));
    const evaluation = await model.evaluate(batches.slice(0, 2));
    const shown = await model.predict(batches[0] ?? new Int32Array());
    const again = await model.predict(batches[1] ?? new Int32Array());
    rows.push(...(await model.run(batches.slice(4), hyper.slice(4), counters.slice(4))));
    const probe = await model.probe(batches[0] ?? new Int32Array(), { epoch: 1, step: 6 });
    const found = await model.diagnose(batches[0] ?? new Int32Array(), hyper[2] ?? {}, { epoch: 1, step: 6, phase: 1 });
    const state = await model.readState();
    model.dispose();
    return { rows, evaluation, shown, again, probe, found, state, notices };
  });
}

function planOf(document: Parameters<typeof buildPlan>[0]): TrainPlan {
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}
const mean = (row: MetricSums | undefined, key: string): number => (row?.[key]?.[0] ?? Number.NaN) / (row?.[key]?.[1] ?? 1);

describe('two phases in turns', () => {
  const ringPlan = (): TrainPlan => {
    const document = findTemplate('ring-gan').build();
    return planOf({
      ...document,
      training: {
        ...document.training,
        watch: [{ kind: 'gradientNorm', values: {} }],
        phases: [
          { kind: 'phase', values: { name: 'judge', repeats: 2 } },
          { kind: 'phase', values: { name: 'generator', optimizer: { kind: 'rmsprop', values: {} } } },
        ],
      },
    });
  };

  it('each step has the metrics of its phase, each phase its weights, slots and count of steps', async () => {
    const plan = ringPlan();
    const { rows, evaluation, state, found, probe } = await train(plan, 'cpu');
    expect(rows.map((row) => Object.keys(row))).toEqual(
      [0, 0, 1, 0, 0, 1].map((phase) => (phase === 0 ? ['judge_loss', 'judge_real_loss', 'judge_generated_loss'] : ['generator_loss'])),
    );
    expect(Object.keys(evaluation)).toEqual(['judge_loss', 'judge_real_loss', 'judge_generated_loss', 'generator_loss']);
    expect(mean(evaluation, 'judge_loss')).toBeCloseTo(mean(evaluation, 'judge_real_loss') + mean(evaluation, 'judge_generated_loss'), 5);
    expect(state['optimizer/judge/iterations']?.numbers[0]).toBe(4);
    expect(state['optimizer/generator/iterations']?.numbers[0]).toBe(2);
    const slots = Object.keys(state).filter((key) => key.split('/').length > 4);
    expect(new Set(slots.map((key) => `${key.startsWith('real') ? 'judge' : 'made'} ${key.split('/').slice(3).join('/')}`))).toEqual(
      new Set(['judge judge/momentum', 'judge judge/velocity', 'made generator/velocity']),
    );
    expect(found).toBeNull();
    // Every layer with weights once, in the phase that trains it: those of the judge stand in the model twice.
    expect(Object.keys(probe)).toHaveLength(6);
  });

  it('a phase moves its own weights only', async () => {
    const plan = ringPlan();
    const data = await loadDataset(plan.data.dataset);
    await onEngine('cpu', async (engine) => {
      const model = await engine.create(plan, data);
      const moved = async (phase: number): Promise<string[]> => {
        const before = await model.readState();
        await model.run(
          [batches[0] ?? new Int32Array()],
          [hyperParameters(plan.phases[phase]?.optimizer ?? { kind: 'sgd', values: {} })],
          [{ epoch: 0, step: 0, phase }],
        );
        const after = await model.readState();
        const keys = Object.keys(after).filter((key) => String(after[key]?.numbers) !== String(before[key]?.numbers));
        return [...new Set(keys.map((key) => key.split('/')[0] ?? ''))].toSorted();
      };
      expect(await moved(0)).toEqual(['optimizer', 'real']);
      expect(await moved(1)).toEqual(['made', 'optimizer']);
      model.dispose();
    });
  });

  it.each(comparedEngines)('%s computes what cpu computes, noise included', async (name) => {
    const plan = ringPlan();
    const [reference, other] = [await train(plan, 'cpu'), await train(plan, name)];
    expect(other.notices).toEqual([]);
    expect(largestDifference(reference.state, other.state)).toBeLessThan(1e-4);
    expect(largestDifference(reference.shown, other.shown)).toBeLessThan(1e-4);
    // Where nothing is trained, chance stands still.
    expect(other.again['points']?.numbers).toEqual(other.shown['points']?.numbers);
    for (const [key, value] of Object.entries(reference.probe)) expect(other.probe[key]).toBeCloseTo(value, 4);
    reference.rows.forEach((row, at) => {
      for (const key of Object.keys(row)) expect(mean(other.rows[at], key), key).toBeCloseTo(mean(row, key), 4);
    });
  });
});

describe('an Output that is compared with another tensor of the model', () => {
  it('refuses what cannot be compared, in words', () => {
    const plan = (target: string): string => {
      const document = network(
        { name: 'unlike', notes: '', data: { dataset: { kind: 'ring', values: {} } }, training: {} },
        {
          point: { kind: 'input', values: { shape: [2], column: 'point' }, at: [0, 0] },
          wide: { kind: 'dense', values: { units: 3 }, from: ['point'], at: [0, 0] },
          loss: {
            kind: 'output',
            values: { loss: target, metrics: [] },
            from: ['wide', `${target === 'meanSquaredError' ? 'point' : 'wide'} > target`],
            at: [0, 0],
          },
        },
      );
      const built = buildPlan(document);
      return 'problems' in built ? (built.problems[0]?.message ?? '') : 'none';
    };
    expect(plan('meanSquaredError')).toBe('3 cannot be compared with a target of 2: both must have one shape');
    expect(plan('categoricalCrossentropy')).toMatch(/needs classes, and a tensor of the model has none: take mean squared error/);
    expect(plan('leastSquaresGan')).toMatch(/compares with nothing: take the wire to the target away/);
  });
});
