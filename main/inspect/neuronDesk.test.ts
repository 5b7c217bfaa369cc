import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NeuronView } from '../../shared/ipc/neuron.ts';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan, type PlanOverrides } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { withDataset } from '../data/loadDataset.ts';
import type { State } from '../engine/engine.ts';
import { openEngine } from '../engine/openEngine.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';
import { readCheckpoint } from '../train/checkpoint.ts';
import { trainPlan } from '../train/testing/trainPlan.ts';
import { NeuronDesk, type NeuronQuestion } from './neuronDesk.ts';

let directory = '';
const desk = new NeuronDesk(() => openEngine('cpu'));
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'netloom-neuron-'));
});
afterEach(async () => {
  await desk.close();
  await rm(directory, { recursive: true, force: true });
});

/** Trains a project a little; gives its weights, and a way to look at its neurons. */
async function trained(document: ProjectDocument, overrides: PlanOverrides) {
  const built = buildPlan(document, overrides);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const { plan } = built;
  const last = (await trainPlan(plan, { directory, engine: 'cpu' })).findLast((message) => message.type === 'checkpoint');
  if (!last) throw new Error('no checkpoint');
  const look = (asked: Pick<NeuronQuestion, 'layer'> & Partial<NeuronQuestion>): Promise<NeuronView> =>
    desk.look({ run: 'r', plan, checkpoint: last, unit: 0, example: 0, place: 0, ...asked });
  return { plan, look, step: last.step, state: (await readCheckpoint(last.path, plan.hash)).state };
}
const template = (id: string, overrides: PlanOverrides) => trained(findTemplate(id).build(), overrides);

/** x W + b of one row, number by number. */
function sums(state: State, layerId: string, x: readonly number[]): number[] {
  const [kernel, bias] = [state[`${layerId}/kernel`], state[`${layerId}/bias`]];
  const units = kernel?.shape[1] ?? 0;
  return Array.from({ length: units }, (_, unit) =>
    x.reduce((sum, value, at) => sum + value * (kernel?.numbers[at * units + unit] ?? 0), bias?.numbers[unit] ?? 0),
  );
}
const close = (given: readonly number[], wanted: readonly number[]): void => {
  expect(given).toHaveLength(wanted.length);
  given.forEach((value, at) => expect(value).toBeCloseTo(wanted[at] ?? Number.NaN, 5));
};

it('after training, every unit of every layer is what a plain loop over data and weights gives', async () => {
  const { plan, look, state, step } = await template('xor', { epochs: 2 });
  const [first, second] = plan.layers;
  const point = await withDataset(plan.data.dataset, (data) =>
    readColumn(
      data,
      'point',
      Int32Array.from({ length: 9 }, (_, at) => at * 7),
    ),
  );
  for (let at = 0; at < 9; at++) {
    const x = [...point.subarray(2 * at, 2 * at + 2)];
    const hidden = sums(state, first?.layerId ?? '', x);
    for (const unit of [0, 3, 7]) {
      const view = await look({ layer: 'dense', unit, example: at * 7 });
      expect(view).toMatchObject({ step, epoch: 2, unit, place: 0, places: 1, picture: null, layer: { name: 'dense', units: 8 } });
      close(view.inputs, x);
      close(view.sums, hidden);
      close(view.outputs, hidden.map(Math.tanh));
      close([view.sum, view.output], [hidden[unit] ?? 0, Math.tanh(hidden[unit] ?? 0)]);
      // What is shown adds up to what the engine gave.
      close([view.inputs.reduce((sum, value, place) => sum + value * (view.weights[place] ?? 0), view.bias ?? 0)], [view.sum]);
    }
    const [z = 0] = sums(state, second?.layerId ?? '', hidden.map(Math.tanh));
    const view = await look({ layer: 'dense_1', example: at * 7 });
    close(view.inputs, hidden.map(Math.tanh));
    close([view.sum, view.output], [z, 1 / (1 + Math.exp(-z))]);
    expect(view.plane).toBeNull();
  }
  const { plane, example } = await look({ layer: 'dense', example: 7 });
  expect(plane?.points).toHaveLength(400);
  expect(new Set(plane?.classes?.of)).toEqual(new Set([0, 1]));
  // The data set's own rule, as far as its noise lets it stand.
  const right = plane?.points.filter(([x, y], at) => Number(x * y < 0) === plane.classes?.of[at]);
  expect(right?.length).toBeGreaterThan(360);
  expect(example).toMatchObject({ row: 7, rows: 1000, drawn: false, targets: [{ name: 'class' }] });
});

it('pixels are told as a picture through rescaling and flattening, and a softmax goes by all sums', async () => {
  const { look, state, plan } = await template('mnist-mlp', { epochs: 1, limit: 64 });
  const [pixels, digit] = await withDataset(plan.data.dataset, async (data) => [
    await readColumn(data, 'image', Int32Array.of(5)),
    await readColumn(data, 'digit', Int32Array.of(5)),
  ]);
  const view = await look({ layer: 'dense', unit: 100, example: 5 });
  expect(view).toMatchObject({ picture: [28, 28, 1], plane: null, example: { targets: [{ name: 'digit', words: String(digit?.[0]) }] } });
  const dense = plan.layers.filter(({ kind }) => kind === 'dense').map(({ layerId }) => layerId);
  const x = Array.from(pixels ?? [], (value) => value / 255);
  close(view.inputs, x);
  const hidden = sums(state, dense[0] ?? '', x);
  close(view.sums, hidden);
  close(
    view.outputs,
    hidden.map((z) => Math.max(0, z)),
  );
  const last = await look({ layer: dense[1] ?? '', unit: 9, example: 5 });
  const z = sums(state, dense[1] ?? '', view.outputs);
  const all = z.map(Math.exp).reduce((a, b) => a + b);
  close(last.sums, z);
  close(
    last.outputs,
    z.map((value) => Math.exp(value) / all),
  );
  expect(last.picture).toBeNull();
  expect((await look({ layer: 'dense', example: 60_000 })).example).toMatchObject({ split: 'test', rows: 70_000 });
  await expect(look({ layer: 'dense', example: 70_000 })).rejects.toThrow('the data set has 70000 examples, 0 to 69999');
});

it('a layer that works at several places is looked at in one of them', async () => {
  const { look, state, plan } = await trained(
    testDocument(
      {
        in: ['input', { shape: [28, 28, 1] }],
        rows: ['reshape', { targetShape: [28, 28] }],
        each: ['dense', { units: 3, useBias: false }],
        flat: ['flatten'],
        out: ['dense', { units: 10, activation: 'softmax' }],
        head: ['output'],
      },
      ['in -> rows', 'rows -> each', 'each -> flat', 'flat -> out', 'out -> head'],
    ),
    { epochs: 1, limit: 32, batchSize: 32 },
  );
  const pixels = await withDataset(plan.data.dataset, (data) => readColumn(data, 'image', Int32Array.of(2)));
  const view = await look({ layer: 'each', unit: 1, example: 2, place: 13 });
  expect(view).toMatchObject({ places: 28, place: 13, bias: null, picture: null });
  close(view.inputs, [...pixels.subarray(13 * 28, 14 * 28)]);
  const z = sums(state, 'each', view.inputs);
  view.sums.forEach((sum, unit) => expect(sum / (z[unit] ?? 1)).toBeCloseTo(1, 4));
  await expect(look({ layer: 'each', place: 28 })).rejects.toThrow('28 places, 0 to 27');
});

it('what chance feeds is another draw for each example, and the same again', async () => {
  const { look } = await template('ring-gan', { epochs: 1, limit: 128 });
  const layer = 'generator_dense';
  const [one, two, again] = [await look({ layer, example: 1 }), await look({ layer, example: 2 }), await look({ layer, example: 1 })];
  expect(one).toMatchObject({ example: { drawn: true, targets: [] }, plane: { classes: null } });
  expect(one.inputs).toHaveLength(2);
  expect(two.inputs).not.toEqual(one.inputs);
  expect(again).toEqual(one);
  // The judge sees the data, and computes for itself.
  expect((await look({ layer: 'judge_dense', example: 3 })).example).toMatchObject({ drawn: false });
});
