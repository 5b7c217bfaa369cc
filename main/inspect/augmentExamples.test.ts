import { expect, it } from 'vitest';
import { rootGraph, type ProjectDocument } from '../../shared/graph/document.ts';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { uniforms } from '../../shared/random/stream.ts';
import { withDataset } from '../data/loadDataset.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';
import { Batches } from '../train/batches.ts';
import { splitDataset } from '../data/splitDataset.ts';
import { onEngine } from '../engine/testing/testEngines.ts';
import { augmentExamples, type AugmentQuestion } from './augmentExamples.ts';

function project(more: Readonly<Record<string, readonly [string, Record<string, unknown>?]>> = {}): ProjectDocument {
  const between = { scaled: ['rescaling'], flip: ['randomFlip', { mode: 'horizontal' }], ...more } as const;
  const ids = ['in', ...Object.keys(between), 'flat', 'out', 'head'];
  const document = testDocument(
    {
      in: ['input', { column: 'image' }],
      ...between,
      flat: ['flatten'],
      out: ['dense', { units: 10, activation: 'softmax' }],
      head: ['output', { column: 'digit' }],
    },
    ids.slice(1).map((id, at): `${string} -> ${string}` => `${ids[at] ?? ''} -> ${id}`),
  );
  return { ...document, training: { ...document.training, seed: 5, batchSize: 16 } };
}
const look = (document: ProjectDocument, asked: Partial<AugmentQuestion> = {}) =>
  onEngine('cpu', () => augmentExamples({ document, graph: rootGraph(document).id, node: 'flip', step: 0, examples: 4, ...asked }));

it('shows the examples of a step of training, flipped where its draw says so', async () => {
  const document = project();
  const built = buildPlan(document);
  if ('problems' in built) throw new Error('no plan');
  for (const step of [0, 3]) {
    const { shape, examples, range } = await look(document, { step });
    expect(shape).toEqual([28, 28, 1]);
    expect(range).toEqual([0, 1]);
    const { rows, pixels } = await withDataset(built.plan.data.dataset, async (loaded) => {
      const split = splitDataset(loaded, built.plan.data, 5, ['digit']);
      const own = new Batches(built.plan, split).at(0, step).slice(0, 4);
      return { rows: [...own], pixels: await readColumn(loaded, 'image', own) };
    });
    expect(examples.map(({ row }) => row)).toEqual(rows);
    const place = built.plan.layers.findIndex(({ kind }) => kind === 'randomFlip');
    // The draws of the whole batch, of which these are the first.
    const draws = uniforms(5, `layer/${place}/horizontal`, 0, step, 16);
    examples.forEach(({ before, after }, at) => {
      const own = [...pixels.subarray(at * 784, (at + 1) * 784)].map((value) => value / 255);
      before.forEach((value, place) => expect(value).toBeCloseTo(own[place] ?? Number.NaN, 4));
      const flipped = (draws[at] ?? 0) < 0.5;
      after.forEach((value, place) => {
        const from = flipped ? Math.floor(place / 28) * 28 + 27 - (place % 28) : place;
        expect(value).toBeCloseTo(own[from] ?? Number.NaN, 4);
      });
    });
  }
});

it('says why nothing can be shown', async () => {
  await expect(look(project({ conv: ['conv2d', { filters: 2 }], flip2: ['randomFlip'] }), { node: 'flip2' })).rejects.toThrow(
    'what arrives here hangs on the weights of "conv2d"',
  );
  await expect(look(project(), { node: 'out' })).rejects.toThrow('what arrives here is no picture');
  await expect(look(project(), { node: 'gone' })).rejects.toThrow('no part of the model');
});
