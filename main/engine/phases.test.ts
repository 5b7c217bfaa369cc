import { describe, expect, it } from 'vitest';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { phaseAt } from '../../shared/plan/phasePlans.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { network } from '../../shared/templates/network.ts';
import { uniforms } from '../../shared/random/stream.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { MetricSums, State } from './engine.ts';
import { largestDifference } from './testing/compareStates.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';
import { heldNumbers } from './streaming/heldRows.ts';

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
    // Every layer with weights once, in the phase that trains it.
    expect(Object.keys(probe)).toHaveLength(9);
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

/** A judge and a generator of one straight layer each, by plain loops: all that phases, noise and adversarial losses come to. */
it.each(['nonSaturatingGan', 'leastSquaresGan'] as const)('%s: a step of judge and generator equals plain loops', async (kind) => {
  const verdict = (aim: string, phase: string, from: string) =>
    ({
      kind: 'output',
      phase,
      name: `${phase}-${aim}`,
      values: { loss: { kind, values: { aim } }, metrics: [] },
      from: [from],
      at: [0, 0],
    }) as const;
  const score = (from: string, shares?: string) =>
    ({ kind: 'dense', values: { units: 1 }, phase: 'judge', from: [from], at: [0, 0], ...(shares ? { shares } : {}) }) as const;
  const rate = 0.1;
  const plan = planOf(
    network(
      {
        name: 'straight',
        notes: '',
        data: { dataset: { kind: 'ring', values: {} } },
        training: {
          optimizer: { kind: 'sgd', values: { learningRate: rate } },
          seed: 5,
          phases: ['judge', 'generator'].map((name) => ({ kind: 'phase', values: { name } })),
        },
      },
      {
        data: { kind: 'input', values: { shape: [2] }, at: [0, 0] },
        noise: { kind: 'input', values: { shape: [3], fedBy: 'uniform' }, at: [0, 0] },
        make: { kind: 'dense', values: { units: 2 }, phase: 'generator', from: ['noise'], at: [0, 0] },
        real: score('data'),
        fake: score('make', 'real'),
        a: verdict('real', 'judge', 'real'),
        b: verdict('generated', 'judge', 'fake'),
        c: verdict('real', 'generator', 'fake'),
      },
    ),
  );
  const data = await loadDataset(plan.data.dataset);
  const batch = Int32Array.from([3, 8, 1, 20]);
  const size = batch.length;
  /** Derivative of a loss by the score. */
  const slope = (q: number, aim: 'real' | 'generated'): number =>
    kind === 'leastSquaresGan' ? q - (aim === 'real' ? 1 : 0) : 1 / (1 + Math.exp(-q)) - (aim === 'real' ? 1 : 0);
  await onEngine('cpu', async (engine) => {
    const model = await engine.create(plan, data);
    const start = await model.readState();
    const hyper = { learningRate: rate, momentum: 0 };
    await model.run(
      [batch, batch],
      [hyper, hyper],
      [0, 1].map((step) => ({ epoch: 0, step, phase: step })),
    );
    const end = await model.readState();
    model.dispose();
    const list = (key: string): number[] => [...(start[key]?.numbers ?? [])];
    const [makeK, makeB, judgeK, judgeB] = ['make/kernel', 'make/bias', 'real/kernel', 'real/bias'].map(list) as [
      number[],
      number[],
      number[],
      number[],
    ];
    const noise = (step: number, stream: string): number[][] => {
      const drawn = uniforms(5, stream, 0, step, size * 3);
      return Array.from({ length: size }, (_, row) => [0, 1, 2].map((at) => 2 * (drawn[row * 3 + at] ?? 0) - 1));
    };
    const make = (z: readonly number[]): number[] =>
      [0, 1].map((unit) => (makeB[unit] ?? 0) + z.reduce((sum, value, at) => sum + value * (makeK[at * 2 + unit] ?? 0), 0));
    const judge = (x: readonly number[]): number => (judgeB[0] ?? 0) + (x[0] ?? 0) * (judgeK[0] ?? 0) + (x[1] ?? 0) * (judgeK[1] ?? 0);
    // The Input of noise is the second of the judge's phase and the only one of the generator's.
    const real = [...batch].map((row) => [0, 1].map((at) => Number(heldNumbers(data.columns['point'])[2 * row + at])));
    const steps = [0, 0, 0];
    for (const [x, aim] of [
      ...real.map((own) => [own, 'real'] as const),
      ...noise(0, 'input/1').map((z) => [make(z), 'generated'] as const),
    ]) {
      const g = slope(judge(x), aim) / size;
      for (const at of [0, 1]) steps[at] = (steps[at] ?? 0) + g * (x[at] ?? 0);
      steps[2] = (steps[2] ?? 0) + g;
    }
    for (const at of [0, 1]) judgeK[at] = (judgeK[at] ?? 0) - rate * (steps[at] ?? 0);
    judgeB[0] = (judgeB[0] ?? 0) - rate * (steps[2] ?? 0);
    const [kernel, bias] = [Array.from({ length: 6 }, () => 0), [0, 0]];
    for (const z of noise(1, 'input/0')) {
      const g = slope(judge(make(z)), 'real') / size;
      for (const unit of [0, 1]) {
        bias[unit] = (bias[unit] ?? 0) + g * (judgeK[unit] ?? 0);
        for (const at of [0, 1, 2]) kernel[at * 2 + unit] = (kernel[at * 2 + unit] ?? 0) + g * (judgeK[unit] ?? 0) * (z[at] ?? 0);
      }
    }
    const near = (key: string, expected: readonly number[]): void =>
      expected.forEach((value, at) => expect(end[key]?.numbers[at], `${key} ${at}`).toBeCloseTo(value, 5));
    near('real/kernel', judgeK);
    near('real/bias', judgeB);
    near(
      'make/kernel',
      makeK.map((value, at) => value - rate * (kernel[at] ?? 0)),
    );
    near(
      'make/bias',
      makeB.map((value, at) => value - rate * (bias[at] ?? 0)),
    );
  });
});

describe('an Output that is compared with another tensor of the model', () => {
  /** A frozen network looks at what a dense layer makes of a point, and at the point itself: the loss is how far apart it sees them. */
  const perceptual = (): TrainPlan =>
    planOf(
      network(
        {
          name: 'seen',
          notes: '',
          data: { dataset: { kind: 'ring', values: {} } },
          training: { optimizer: { kind: 'sgd', values: { learningRate: 1 } } },
        },
        {
          point: { kind: 'input', values: { shape: [2], column: 'point' }, at: [0, 0] },
          drawn: { kind: 'dense', values: { units: 2 }, from: ['point'], at: [0, 0] },
          eye: { kind: 'dense', values: { units: 5, activation: 'tanh' }, frozen: true, from: ['point'], at: [0, 0] },
          seen: { kind: 'dense', values: { units: 5, activation: 'tanh' }, frozen: true, shares: 'eye', from: ['drawn'], at: [0, 0] },
          loss: { kind: 'output', values: { loss: 'meanSquaredError', metrics: [] }, from: ['seen', 'eye > target'], at: [0, 0] },
        },
      ),
    );
  const batch = Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7]);

  it('equals plain loops in value and gradient, and leaves the network that looks as it is', async () => {
    const plan = perceptual();
    const data = await loadDataset(plan.data.dataset);
    const points = [...batch].map((row) => [0, 1].map((at) => Number(heldNumbers(data.columns['point'])[2 * row + at])));
    const plain = (state: State): number => {
      const of = (key: string): number[] => [...(state[key]?.numbers ?? [])];
      const dense = (x: readonly number[], name: string, units: number): number[] =>
        Array.from({ length: units }, (_, unit) =>
          x.reduce((sum, value, at) => sum + value * (of(`${name}/kernel`)[at * units + unit] ?? 0), of(`${name}/bias`)[unit] ?? 0),
        );
      const look = (x: readonly number[]): number[] => dense(x, 'eye', 5).map(Math.tanh);
      const errors = points.flatMap((x) => {
        const [seen, wanted] = [look(dense(x, 'drawn', 2)), look(x)];
        return seen.map((value, at) => (value - (wanted[at] ?? 0)) ** 2);
      });
      return errors.reduce((a, b) => a + b, 0) / errors.length;
    };
    await onEngine('cpu', async (engine) => {
      const model = await engine.create(plan, data);
      const start = await model.readState();
      expect(mean(await model.evaluate([batch]), 'loss')).toBeCloseTo(plain(start), 6);
      await model.run([batch], [{ learningRate: 1, momentum: 0 }], [{ epoch: 0, step: 0 }]);
      const end = await model.readState();
      model.dispose();
      expect(end['eye/kernel']?.numbers).toEqual(start['eye/kernel']?.numbers);
      for (const key of ['drawn/kernel', 'drawn/bias']) {
        start[key]?.numbers.forEach((value, at) => {
          const moved = (by: number): State => ({
            ...start,
            [key]: {
              shape: [],
              dtype: 'float32',
              numbers: Float32Array.from(start[key]?.numbers ?? [], (own, place) => own + (place === at ? by : 0)),
            },
          });
          const slope = (plain(moved(1e-3)) - plain(moved(-1e-3))) / 2e-3;
          expect(value - (end[key]?.numbers[at] ?? 0), `${key} ${at}`).toBeCloseTo(slope, 3);
        });
      }
    });
  });

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
