import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { findBlock } from '../../../shared/catalogue/index.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import { initialFrom, matchLayers } from '../../../shared/plan/matchLayers.ts';
import type { PlanLayer, TensorRef, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { leftOutWords, type WeightSource } from '../../../shared/plan/weightSource.ts';
import { numberHead } from '../../engine/testing/numberHead.ts';
import { planAround, planLayer, sgdStep } from '../../engine/testing/blockPlan.ts';
import { openEngine } from '../../engine/openEngine.ts';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import { decodeSafetensors } from '../../train/safetensors.ts';
import { takeWeights } from '../../train/takeWeights.ts';
import { importedPath } from './importedPath.ts';
import { importWeights } from './importWeights.ts';

/* Files that Keras 3.15 saved, made by fixtures/keras/makeFiles.py. */
const folder = join(import.meta.dirname, 'fixtures/keras');
type Told = Readonly<Record<'inputs' | 'outputs', readonly number[]>>;
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Readonly<Record<string, Told>> & {
  readonly half: Readonly<Record<string, readonly number[]>>;
};

/** The same networks as blocks: name, kind, values; each takes what comes out of the one before, at all its inputs. */
const networks: Readonly<Record<string, { shape: readonly number[]; blocks: readonly (readonly [string, string, Values])[] }>> = {
  pictures: {
    shape: [6, 5, 2],
    blocks: [
      ['edges', 'conv2d', { filters: 3, kernelSize: 3, activation: 'relu' }],
      ['even', 'batchNormalization', { scale: false }],
      ['depthwise_conv2d', 'depthwiseConv2d', { kernelSize: 2, padding: 'same', depthMultiplier: 2, useBias: false }],
      ['separable_conv2d', 'separableConv2d', { filters: 4, kernelSize: 2, activation: 'tanh' }],
      ['flatten', 'flatten', {}],
      ['dense', 'dense', { units: 24, activation: 'tanh' }],
      ['dense_1', 'dense', { units: 24, activation: 'tanh' }],
      ['answer', 'dense', { units: 3, activation: 'softmax' }],
    ],
  },
  sequences: {
    shape: [4, 3],
    blocks: [
      ['bidirectional', 'lstm', { units: 2, returnSequences: true, bidirectional: 'concat' }],
      ['memory', 'gru', { units: 4, returnSequences: true }],
      ['layer_normalization', 'layerNormalization', { axis: [1, 2] }],
      ['multi_head_attention', 'multiHeadAttention', { numHeads: 2, keyDim: 3 }],
      ['simple_rnn', 'simpleRnn', { units: 3, useBias: false, returnSequences: true }],
      ['pool', 'globalAveragePooling1d', {}],
      ['answer', 'dense', { units: 2 }],
    ],
  },
  nested: {
    shape: [4, 3],
    blocks: [
      ['each', 'dense', { units: 3, activation: 'relu' }],
      ['flatten', 'flatten', {}],
      ['dense_1', 'dense', { units: 5, useBias: false }],
      ['p_re_lu', 'prelu', {}],
      ['inner/head', 'dense', { units: 4 }],
      ['head', 'dense', { units: 4 }],
    ],
  },
};

function planOf(name: string): TrainPlan {
  const { shape, blocks } = networks[name] ?? expect.fail('no network');
  let [ref, spec]: [TensorRef, ReturnType<typeof floatSpec>] = [{ layer: 'in', port: 'y' }, floatSpec(shape)];
  const layers = blocks.map(([id, kind, values]): PlanLayer => {
    const block = findBlock(kind);
    const ports = block.inputs.filter(({ optional }) => optional !== true);
    const layer = planLayer(id, block, values, Object.fromEntries(ports.map((port) => [port.name, [[ref, spec]]])));
    [ref, spec] = [{ layer: id, port: 'y' }, layer.outputs['y'] ?? spec];
    return layer;
  });
  const input = { id: 'in', name: 'in', column: 'x', spec: floatSpec(shape) };
  const head = numberHead('head', ref.layer, spec.shape[0] ?? 1, 'target');
  return planAround({ inputs: [input], layers, heads: [head] }, sgdStep);
}

/** The plan, its layers started from those of a file that fit. */
function startedFrom(plan: TrainPlan, source: WeightSource): TrainPlan {
  const matched = matchLayers(plan.layers, source);
  return {
    ...plan,
    layers: plan.layers.map((layer) => {
      const theirs = matched.get(layer.layerId);
      return theirs ? { ...layer, initialFrom: initialFrom(source, theirs) } : layer;
    }),
  };
}

/** What a plan predicts here, with the weights of a file. */
async function predicted(name: string, file: string) {
  const home = temporaryFolder();
  const source = await importWeights(home, join(folder, file));
  const plan = startedFrom(planOf(name), source);
  expect(plan.layers.filter(({ weights, initialFrom: from }) => weights.length > 0 && !from).map((layer) => layer.name)).toEqual([]);
  const { inputs = [], outputs = [] } = expected[name] ?? {};
  const rows = 6;
  const column = (numbers: readonly number[], shape: readonly number[]) => ({ shape, numbers: Float32Array.from(numbers), classes: null });
  const target = column(
    Array.from(outputs, () => 0),
    [outputs.length / rows],
  );
  const engine = await openEngine('cpu');
  const model = await engine.create(plan, { rows, columns: { x: column(inputs, networks[name]?.shape ?? []), target } });
  try {
    await takeWeights(plan, model, { [source.sha256]: importedPath(home, source.sha256) });
    const made = await model.predict(Int32Array.from({ length: rows }, (_, row) => row));
    return { own: [...(made['head']?.numbers ?? [])], theirs: outputs };
  } finally {
    model.dispose();
  }
}

const largestDifference = ({ own, theirs }: { readonly own: readonly number[]; readonly theirs: readonly number[] }): number =>
  Math.max(...theirs.map((value, at) => Math.abs(value - (own[at] ?? Number.NaN))));

for (const name of Object.keys(networks))
  for (const ending of ['keras', 'weights.h5', 'h5'])
    test(`${name}.${ending} gives its weights, and with them the predictions of Keras`, async () => {
      const made = await predicted(name, `${name}.${ending}`);
      expect(made.own).toHaveLength(made.theirs.length);
      expect(largestDifference(made)).toBeLessThan(1e-5);
    });

test('numbers of 16 bits are read, of either kind', async () => {
  const home = temporaryFolder();
  const { layers, sha256 } = await importWeights(home, join(folder, 'half.weights.h5'));
  const { state } = decodeSafetensors(readFileSync(importedPath(home, sha256)));
  expect(layers.map(({ name }) => name)).toEqual(['narrow', 'short']);
  for (const { name, layer } of layers) expect([...(state[`${layer}/kernel`]?.numbers ?? [])]).toEqual(expected.half[name]);
});

test('weights that Keras 2 saved alone are what their names and shapes can be', async () => {
  const home = temporaryFolder();
  const source = await importWeights(home, join(folder, 'keras2.h5'));
  expect([...new Set(source.layers.map(({ name }) => name))]).toEqual(['block1_conv1', 'fc1']);
  const image = { layer: 'in', port: 'y' };
  const own = [
    planLayer('conv2d', findBlock('conv2d'), { filters: 2 }, { x: [[image, floatSpec([5, 5, 1])]] }),
    planLayer('conv2d_transpose', findBlock('conv2dTranspose'), { filters: 1 }, { x: [[image, floatSpec([5, 5, 2])]] }),
    planLayer('dense', findBlock('dense'), { units: 3 }, { x: [[image, floatSpec([8])]] }),
  ];
  const matched = [...matchLayers(own, source)].map(([layer, theirs]) => [layer, theirs.name, theirs.kind]);
  expect(matched).toEqual([
    ['conv2d', 'block1_conv1', 'conv2d'],
    ['dense', 'fc1', 'dense'],
  ]);
  const { state } = decodeSafetensors(readFileSync(importedPath(home, source.sha256)));
  const theirs = matchLayers(own, source).get('dense');
  expect([...(state[`${theirs?.layer}/kernel`]?.numbers ?? [])]).toEqual(Array.from({ length: 24 }, (_, at) => at));
});

for (const ending of ['keras', 'h5'])
  test(`what is no block here is told of foreign.${ending}, and the rest is taken`, async () => {
    const source = await importWeights(temporaryFolder(), join(folder, `foreign.${ending}`));
    expect(source.layers.map(({ name }) => name)).toEqual(['first', 'last']);
    expect(source.unread).toEqual(['mixed (EinsumDense)']);
    expect(leftOutWords(source, new Set(['first']))).toBe(
      'Left out of it: last (no block of this model takes it); mixed (EinsumDense), for which there is no block here.',
    );
  });

test('weights alone leave open what a layer is: what no block of the model takes is told all the same', async () => {
  const source = await importWeights(temporaryFolder(), join(folder, 'foreign.weights.h5'));
  const taken = new Set(source.layers.filter(({ name }) => name !== 'mixed').map(({ layer }) => layer));
  expect(leftOutWords(source, taken)).toBe('Left out of it: mixed (no block of this model takes it).');
  expect(leftOutWords(source, new Set(source.layers.map(({ layer }) => layer)))).toBeNull();
});

test('a file is known by what is in it, whatever it is called', async () => {
  const home = temporaryFolder();
  const renamed = join(home, 'model.json');
  copyFileSync(join(folder, 'nested.keras'), renamed);
  expect((await importWeights(home, renamed)).layers).toHaveLength(5);
});

test('what is damaged, or no model of Keras, is refused in one sentence', async () => {
  const home = temporaryFolder();
  const refusal = async (name: string, content: Uint8Array): Promise<string> => {
    const path = join(home, name);
    writeFileSync(path, content);
    const why = await importWeights(home, path).then(
      () => 'taken',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    expect(why.startsWith(`${path}: it `) || why.startsWith(`${path}: its `) || why.includes(': none of ')).toBe(true);
    return why.slice(path.length + 2);
  };
  const [archive, numbers] = ['nested.keras', 'nested.weights.h5'].map((name) => readFileSync(join(folder, name)));
  if (!archive || !numbers) throw new Error('no fixtures');
  const text = (own: string): Uint8Array => Buffer.from(own);
  const packed = (members: Readonly<Record<string, Uint8Array>>): Uint8Array => zipSync(members);

  expect(await refusal('cut.keras', archive.subarray(0, 30_000))).toBe('it is no zip archive, or its end is missing');
  expect(await refusal('text.keras', text('hello'))).toBe('it is no zip archive, or its end is missing');
  expect(await refusal('other.keras', packed({ 'a.txt': text('a') }))).toBe('it has no config.json: it is no model that Keras saved');
  expect(await refusal('half.keras', packed({ 'config.json': text('{}') }))).toBe(
    'it has no model.weights.h5: it is no model that Keras saved',
  );
  expect(await refusal('bad.keras', packed({ 'config.json': text('{'), 'model.weights.h5': numbers }))).toMatch(/config\.json is not JSON/);
  expect(await refusal('old.keras', packed({ 'config.json': text('{}'), 'model.weights.npz': text('') }))).toMatch(
    /keeps its weights as \.npz/,
  );
  expect(await refusal('none.keras', packed({ 'config.json': text('{}'), 'model.weights.h5': text('no') }))).toMatch(/it is no HDF5 file/);
  expect(await refusal('text.h5', text('hello'))).toBe('it is no HDF5 file, or its beginning is damaged');
  expect(await refusal('cut.weights.h5', numbers.subarray(0, 20_000))).toBe('it is cut off: a part of the file is missing');
  // Everything between its first and its last part lost.
  const hollow = Buffer.from(numbers).fill(0, 4096);
  expect(await refusal('hollow.weights.h5', hollow)).toMatch(/damaged|has no weights of layers/);
  expect(await refusal('notes.txt', text('hello'))).toMatch(/no file that weights can be taken from: choose a Keras model \(\.keras\), /);
});
