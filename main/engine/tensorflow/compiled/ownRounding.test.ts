import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildPlan } from '../../../../shared/plan/buildPlan.ts';
import { hyperParameters } from '../../../../shared/catalogue/optimizerStep.ts';
import { findTemplate } from '../../../../shared/templates/index.ts';
import type { ColumnData } from '../../engine.ts';
import { openEngine } from '../../openEngine.ts';
import { KernelChoices } from '../kernels/kernelChoices.ts';
import { loadTensorflowBackend } from '../loadBackend.ts';
import { locateTensorflow } from '../locate.ts';
import { tensorflowOps } from '../tensorflowOps.ts';
import { CompiledModel } from './compiledModel.ts';
import { nativeSessions } from './nativeSession.ts';

const size = 32;

/** Pictures with a bright disc on black: many numbers are equal, and many lie close to a ReLU's bend. */
function discs(): ColumnData {
  const pixels = Float32Array.from({ length: size * 28 * 28 }, (_, at) => {
    const [picture, row, column] = [Math.floor(at / 784), Math.floor((at % 784) / 28), at % 28];
    return (row - 8 - (picture % 12)) ** 2 + (column - 14 + (picture % 5)) ** 2 < 30 ? 200 + (at % 7) : 0;
  });
  const labels = Int32Array.from({ length: size }, (_, at) => at % 10);
  return {
    rows: size,
    columns: { image: { shape: [28, 28, 1], numbers: pixels, classes: null }, digit: { shape: [1], numbers: labels, classes: 10 } },
  };
}

/** A step of ResNet-8 on our kernels: the kinds of operations that it ran, what was warned of, and the choices that a checkpoint would keep. */
async function stepOf(given: Readonly<Record<string, string>>) {
  await openEngine('tensorflow');
  const { backend, binding } = loadTensorflowBackend();
  const open = nativeSessions(binding);
  if (!open) throw new Error('the addon was not built');
  const built = buildPlan(findTemplate('mnist-resnet').build());
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const { plan } = built;
  const folder = mkdtempSync(join(tmpdir(), 'netloom-rounding-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const warnings: string[] = [];
  const kernels = new KernelChoices({
    machine: 'here',
    given,
    measure: async (all) => Object.fromEntries(all.map(({ signature }) => [signature, 'own'])),
    file: join(folder, 'kernels.jsonl'),
  });
  const model = new CompiledModel({
    plan,
    data: discs(),
    ops: tensorflowOps(backend, { ownKernels: true }),
    backend,
    openSession: () => open({ threads: 2, gpu: false }),
    kernels,
    warn: (message) => void warnings.push(message),
  });
  const batch = Int32Array.from({ length: size }, (_, at) => at);
  const phase = plan.phases[0];
  if (!phase) throw new Error('no phase');
  await model.run([batch], [hyperParameters(phase.optimizer)], [{ epoch: 0, step: 0 }]);
  const kinds = new Set((await model.operationTimes('train', batch)).map(({ kind }) => kind));
  model.dispose();
  return { own: [...kinds].filter((kind) => kind.startsWith('Netloom')), warnings, chosen: kernels.chosen };
}
const layers = ['NetloomConv2D', 'NetloomBatchNorm', 'NetloomBatchNormGrad', 'NetloomConv2DBackpropFilter'];

describe.skipIf(!locateTensorflow().ready)('a step that our kernels round otherwise', () => {
  it('stays compiled, and on our kernels, where TensorFlow’s agree with the eager one', async () => {
    const { own, warnings } = await stepOf({});
    expect(warnings).toEqual([]);
    expect(own).toEqual(expect.arrayContaining(layers));
  });

  it('runs in a resumed run as in the one that it goes on with, whatever its first batch would show', async () => {
    const { chosen } = await stepOf({});
    const passes = Object.keys(chosen).filter((key) => key.startsWith('pass '));
    expect(passes.map((key) => chosen[key])).toEqual(['own']);
    const plain = await stepOf({ ...chosen, ...Object.fromEntries(passes.map((key) => [key, 'tensorflow'])) });
    expect(plain.warnings).toEqual([]);
    expect(plain.own.filter((kind) => layers.includes(kind))).toEqual([]);
    expect(Object.keys(plain.chosen).toSorted()).toEqual(Object.keys(chosen).toSorted());
    const eager = await stepOf({ ...chosen, ...Object.fromEntries(passes.map((key) => [key.replace(/ of \d+$/, ''), 'eager'])) });
    expect(eager.warnings).toEqual([expect.stringContaining('as was found when the run began')]);
    expect(eager.own).toEqual([]);
  });
});
