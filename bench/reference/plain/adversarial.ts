import { loadDataset } from '../../../main/data/loadDataset.ts';
import { heldNumbers } from '../../../main/engine/streaming/heldRows.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { uniforms } from '../../../shared/random/stream.ts';
import { network } from '../../../shared/templates/network.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';
import { planOf } from './smallRegression.ts';

type Loss = 'nonSaturatingGan' | 'leastSquaresGan';
const rate = 0.1;
const batch = Int32Array.from([3, 8, 1, 20]);
const size = batch.length;

/** A judge and a generator of one straight layer each. */
function straight(kind: Loss): TrainPlan {
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
  return planOf(
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
}

/** Derivative of a loss by the score. */
const slopeOf = (kind: Loss, q: number, aim: 'real' | 'generated'): number =>
  kind === 'leastSquaresGan' ? q - (aim === 'real' ? 1 : 0) : 1 / (1 + Math.exp(-q)) - (aim === 'real' ? 1 : 0);

const noise = (step: number, stream: string): number[][] => {
  const drawn = uniforms(5, stream, 0, step, size * 3);
  return Array.from({ length: size }, (_, row) => [0, 1, 2].map((at) => 2 * (drawn[row * 3 + at] ?? 0) - 1));
};

/** A step of the judge and then one of the generator on points by plain loops: kernel and bias of both. */
function stepPlainly(kind: Loss, points: readonly (readonly number[])[], given: readonly (readonly number[])[]): number[] {
  const [makeK = [], makeB = [], judgeK = [], judgeB = []] = given.map((numbers) => [...numbers]);
  const make = (z: readonly number[]): number[] =>
    [0, 1].map((unit) => (makeB[unit] ?? 0) + z.reduce((sum, value, at) => sum + value * (makeK[at * 2 + unit] ?? 0), 0));
  const judge = (x: readonly number[]): number => (judgeB[0] ?? 0) + (x[0] ?? 0) * (judgeK[0] ?? 0) + (x[1] ?? 0) * (judgeK[1] ?? 0);
  const steps = [0, 0, 0];
  for (const [x, aim] of [
    ...points.map((own) => [own, 'real'] as const),
    // The Input of noise is the second of the judge's phase and the only one of the generator's.
    ...noise(0, 'input/1').map((z) => [make(z), 'generated'] as const),
  ]) {
    const g = slopeOf(kind, judge(x), aim) / size;
    for (const at of [0, 1]) steps[at] = (steps[at] ?? 0) + g * (x[at] ?? 0);
    steps[2] = (steps[2] ?? 0) + g;
  }
  for (const at of [0, 1]) judgeK[at] = (judgeK[at] ?? 0) - rate * (steps[at] ?? 0);
  judgeB[0] = (judgeB[0] ?? 0) - rate * (steps[2] ?? 0);
  const [kernel, bias] = [Array.from({ length: 6 }, () => 0), [0, 0]];
  for (const z of noise(1, 'input/0')) {
    const g = slopeOf(kind, judge(make(z)), 'real') / size;
    for (const unit of [0, 1]) {
      bias[unit] = (bias[unit] ?? 0) + g * (judgeK[unit] ?? 0);
      for (const at of [0, 1, 2]) kernel[at * 2 + unit] = (kernel[at * 2 + unit] ?? 0) + g * (judgeK[unit] ?? 0) * (z[at] ?? 0);
    }
  }
  return [
    ...makeK.map((value, at) => value - rate * (kernel[at] ?? 0)),
    ...makeB.map((value, at) => value - rate * (bias[at] ?? 0)),
    ...judgeK,
    ...judgeB,
  ];
}

/** Judge and generator in turns: all that phases, noise and adversarial losses come to. */
export const adversarialCases = (): readonly PlainCase[] =>
  (['nonSaturatingGan', 'leastSquaresGan'] as const).map((kind) =>
    plainCase('training', 'judgeAndGenerator', kind, 'plain loops over the same noise', async (engine) => {
      const plan = straight(kind);
      const data = await loadDataset(plan.data.dataset);
      const model = await engine.create(plan, data);
      const keys = ['make/kernel', 'make/bias', 'real/kernel', 'real/bias'];
      const start = await model.readState();
      const hyper = { learningRate: rate, momentum: 0 };
      await model.run(
        [batch, batch],
        [hyper, hyper],
        [0, 1].map((step) => ({ epoch: 0, step, phase: step })),
      );
      const end = await model.readState();
      model.dispose();
      const point = heldNumbers(data.columns['point']);
      const points = [...batch].map((row) => [0, 1].map((at) => Number(point[2 * row + at])));
      return {
        found: keys.flatMap((key) => [...(end[key]?.numbers ?? [])]),
        expected: stepPlainly(
          kind,
          points,
          keys.map((key) => [...(start[key]?.numbers ?? [])]),
        ),
      };
    }),
  );
