import { loadDataset } from '../../../main/data/loadDataset.ts';
import type { State } from '../../../main/engine/engine.ts';
import { heldNumbers } from '../../../main/engine/streaming/heldRows.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { network } from '../../../shared/templates/network.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';
import { planOf } from './smallRegression.ts';

/** A frozen network looks at what a dense layer makes of a point, and at the point itself: the loss is how far apart it sees them. */
export const perceptual = (): TrainPlan =>
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
type Row = readonly number[];

/** The loss by plain loops, and the weights of the drawing layer after a step against its slope at rate 1. */
function stepPlainly(state: State, points: readonly Row[]): number[] {
  const of = (key: string): number[] => [...(state[key]?.numbers ?? [])];
  const [kernel, bias, eye, eyeBias] = ['drawn/kernel', 'drawn/bias', 'eye/kernel', 'eye/bias'].map(of) as [
    number[],
    number[],
    number[],
    number[],
  ];
  const dense = (x: Row, weights: Row, own: Row): number[] =>
    own.map((start, unit) => x.reduce((sum, value, at) => sum + value * (weights[at * own.length + unit] ?? 0), start));
  let loss = 0;
  const [kernelSlope, biasSlope] = [kernel.map(() => 0), bias.map(() => 0)];
  for (const x of points) {
    const seen = dense(dense(x, kernel, bias), eye, eyeBias).map(Math.tanh);
    const wanted = dense(x, eye, eyeBias).map(Math.tanh);
    const count = points.length * seen.length;
    const slopes = seen.map((value, unit) => {
      const error = value - (wanted[unit] ?? 0);
      loss += error ** 2 / count;
      return ((2 * error) / count) * (1 - value * value);
    });
    bias.forEach((_, unit) => {
      const slope = slopes.reduce((sum, own, at) => sum + own * (eye[unit * slopes.length + at] ?? 0), 0);
      biasSlope[unit] = (biasSlope[unit] ?? 0) + slope;
      x.forEach((value, at) => (kernelSlope[at * bias.length + unit] = (kernelSlope[at * bias.length + unit] ?? 0) + slope * value));
    });
  }
  return [
    loss,
    ...kernel.map((value, at) => value - (kernelSlope[at] ?? 0)),
    ...bias.map((value, at) => value - (biasSlope[at] ?? 0)),
    ...eye,
  ];
}

/** The distance between features of a frozen network: value, step, and that the network stays as it is. */
export const perceptualCases = (): readonly PlainCase[] => [
  plainCase('training', 'perceptualLoss', 'a frozen network', 'plain loops', async (engine) => {
    const plan = perceptual();
    const data = await loadDataset(plan.data.dataset);
    const model = await engine.create(plan, data);
    const start = await model.readState();
    const [sum = Number.NaN, weight = 1] = (await model.evaluate([batch]))['loss'] ?? [];
    await model.run([batch], [{ learningRate: 1, momentum: 0 }], [{ epoch: 0, step: 0 }]);
    const end = await model.readState();
    model.dispose();
    const point = heldNumbers(data.columns['point']);
    const points = [...batch].map((row) => [0, 1].map((at) => Number(point[2 * row + at])));
    const found = ['drawn/kernel', 'drawn/bias', 'eye/kernel'].flatMap((key) => [...(end[key]?.numbers ?? [])]);
    return { found: [sum / weight, ...found], expected: stepPlainly(start, points) };
  }),
];
