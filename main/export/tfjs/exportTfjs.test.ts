import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { blocks, findBlock } from '../../../shared/catalogue/index.ts';
import { twoInputsTwoHeads } from '../../../shared/graph/testing/testDocuments.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import { loadDataset } from '../../data/loadDataset.ts';
import { openEngine } from '../../engine/openEngine.ts';
import { readBackTfjs } from '../../engine/readBack/readBackTfjs.ts';
import { blockPlan, rows } from '../../engine/testing/blockPlan.ts';
import { locateTensorflow } from '../../engine/tensorflow/locate.ts';
import { largestDifference } from '../../engine/testing/compareStates.ts';
import { repeatPlan } from '../../engine/testing/repeatPlan.ts';
import { firstPosition, writeCheckpoint } from '../../train/checkpoint.ts';
import { exportTfjs } from './exportTfjs.ts';
import { writeModel } from './writeModel.ts';

const tensorflow = locateTensorflow();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function planOf(built: ReturnType<typeof buildPlan>): TrainPlan {
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

/** A checkpoint with the first weights of a plan. */
async function checkpointOf(plan: TrainPlan): Promise<string> {
  const engine = await openEngine('wasm');
  const model = await engine.create(plan, await loadDataset(plan.data.dataset));
  const state = await model.readState();
  model.dispose();
  return (await writeCheckpoint(join(folder, 'run'), { position: firstPosition(plan, engine), state })).path;
}

describe('every block', () => {
  it.each(
    blocks
      .filter((block) => block.structure !== true)
      .flatMap((block) => block.cases.map((test, at) => [`${block.kind} ${at + 1}`, block, test] as const)),
  )('%s gives in stock TF.js what it gives here', async (_name, block, test) => {
    const { plan, data } = blockPlan(block, test);
    const engine = await openEngine('cpu');
    const before = engine.tensorCount();
    const model = await engine.create(plan, data);
    // A few steps, so that moving averages are no longer what they began as.
    const all = Int32Array.from({ length: rows }, (_, row) => row);
    for (let step = 0; step < 3; step++) await model.run([all], [{ learningRate: 0.002, momentum: 0 }], [{ epoch: 0, step }]);
    const own = await model.predict(all);
    const writing = writeModel({ plan, run: 'test', state: await model.readState(), folder });
    if (!tensorflow.ready && (await writing.catch(() => null)) === null) {
      await expect(writing).rejects.toThrow(/^.*TF\.js.*, so that this model is exported as a graph, which TensorFlow has to record/);
      model.dispose();
      return;
    }
    const { kind, reason } = await writing;
    // What its layers lack is told, and written as a graph.
    expect(reason === null).toBe(kind === 'layers-model');
    expect(largestDifference(own, await readBackTfjs(folder, plan, data, all))).toBeLessThan(1e-5);
    // A graph was recorded at two sizes of a batch; it takes any, a single example too.
    const [first] = Object.values(await readBackTfjs(folder, plan, data, all.subarray(0, 1)));
    const [whole] = Object.values(own);
    expect(first?.shape[0]).toBe(1);
    first?.numbers.forEach((number, at) => expect(number).toBeCloseTo(whole?.numbers[at] ?? Number.NaN, 4));
    model.dispose();
    expect((await openEngine('cpu')).tensorCount()).toBe(before);
  });
});

test.skipIf(!tensorflow.ready).each([
  [4, { kind: 'layers-model', reason: null }],
  // So many layers would be a long list: the graph has them as its loop left them.
  [301, { kind: 'graph-model', reason: expect.stringMatching(/"group" has too many turns/) as string }],
])('a repeat of %i turns is exported turn by turn, as layers where they are few', async (turns, expected) => {
  const { plan, data } = repeatPlan(turns, [['dense', { units: 6, activation: 'tanh' }]], {});
  const model = await (await openEngine('cpu')).create(plan, data);
  const all = Int32Array.from({ length: 5 }, (_, row) => row);
  const own = await model.predict(all);
  const written = await writeModel({ plan, run: 'test', state: await model.readState(), folder });
  expect(written).toEqual(expected);
  expect(largestDifference(own, await readBackTfjs(folder, plan, data, all))).toBeLessThan(1e-5);
  model.dispose();
});

describe('exportTfjs', () => {
  it('writes and proves a model with shared weights, two inputs and two heads', async () => {
    const plan = planOf(buildPlan(twoInputsTwoHeads()));
    const directory = join(folder, 'out');
    const result = await exportTfjs({ run: 'r', plan, checkpoint: await checkpointOf(plan), directory, format: 'tfjs' });
    expect(result.samples).toBe(100);
    expect(result.largestDifference).toBeLessThan(1e-5);
    expect(result.files.map((file) => file.name)).toEqual([
      'README.txt',
      'index.html',
      'model.js',
      'model.json',
      'page.css',
      'page.js',
      'tf.min.js',
      'weights.bin',
    ]);
    const model = JSON.parse(await readFile(join(directory, 'model.json'), 'utf8')) as {
      userDefinedMetadata: { outputs: { classes: string[] | null }[] };
    };
    expect(model.userDefinedMetadata.outputs[0]?.classes).toHaveLength(10);
    expect((await readdir(folder)).toSorted()).toEqual(['out', 'run']);
  });

  it('refuses a folder that is not empty, a file, a broken checkpoint; and leaves nothing behind', async () => {
    const plan = planOf(buildPlan(findTemplate('iris-mlp').build()));
    const checkpoint = await checkpointOf(plan);
    const taken = join(folder, 'taken');
    await mkdir(taken);
    await writeFile(join(taken, 'mine.txt'), 'mine');
    const ask = (directory: string, path = checkpoint): Promise<unknown> =>
      exportTfjs({ run: 'r', plan, checkpoint: path, directory, format: 'tfjs' });
    await expect(ask(taken)).rejects.toThrow('is not empty: choose an empty or a new folder');
    await expect(ask(join(taken, 'mine.txt'))).rejects.toThrow('is a file and not a folder: choose another folder');
    const broken = join(folder, 'broken.safetensors');
    await writeFile(broken, (await readFile(checkpoint)).subarray(0, 300));
    await expect(ask(join(folder, 'new'), broken)).rejects.toThrow('cannot be used');
    expect((await readdir(folder)).toSorted()).toEqual(['broken.safetensors', 'run', 'taken']);
    expect(await readdir(taken)).toEqual(['mine.txt']);
    await expect(ask(join(taken, 'mine.txt', 'below', 'out'))).rejects.toThrow('mine.txt is a file');
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await expect(ask(empty)).resolves.toMatchObject({ directory: empty });
  });

  it.skipIf(process.platform !== 'linux').each(['/proc/nope/out', '/proc/out', '/sys/out'])(
    'says in one sentence that %s cannot be had, without the name of its temporary folder',
    { timeout: 10_000 },
    async (directory) => {
      const plan = planOf(buildPlan(findTemplate('iris-mlp').build()));
      const asked = exportTfjs({ run: 'r', plan, checkpoint: await checkpointOf(plan), directory, format: 'tfjs' });
      await expect(asked).rejects.toThrow(
        /^(The folder \/proc\/nope|\/\w+\/out) cannot be (created|written): the system allows nothing new there; choose another folder/,
      );
    },
  );
});

test('a leaky ReLU is a layer of its own, in a field as in a block, and the model stays one of layers', async () => {
  for (const [kind, values] of [
    ['dense', { units: 3 }],
    ['conv2d', { filters: 2 }],
    ['activation', {}],
  ] as const) {
    const block = findBlock(kind);
    const test = { inputs: { x: [kind === 'conv2d' ? [4, 4, 1] : [3]] }, values: { ...values, activation: leaky }, output: [], weights: 0 };
    const { plan, data } = blockPlan(block, test);
    const model = await (await openEngine('cpu')).create(plan, data);
    await writeModel({ plan, run: 'test', state: await model.readState(), folder });
    const text = (await readFile(join(folder, 'model.json'), 'utf8')).replaceAll(/\s/g, '');
    expect(text).toContain('"format":"layers-model"');
    expect(text).toMatch(/"class_name":"LeakyReLU","name":"\w+","config":\{[^}]*"alpha":0\.15/);
    model.dispose();
  }
});
const leaky = { kind: 'leakyRelu', values: { negativeSlope: 0.15 } };
