import { describe, expect, it, vi } from 'vitest';
import { blocks, losses, optimizers } from '../../../../shared/catalogue/index.ts';
import { hyperParameters } from '../../../../shared/catalogue/optimizerStep.ts';
import { parseValues } from '../../../../shared/catalogue/parseValues.ts';
import type { Values } from '../../../../shared/catalogue/params.ts';
import type { TrainPlan } from '../../../../shared/plan/trainPlan.ts';
import { EagerModel } from '../../eagerModel.ts';
import type { ColumnData, Hyper, LiveModel, MetricSums, State } from '../../engine.ts';
import { openEngine } from '../../openEngine.ts';
import { blockPlan } from '../../testing/blockPlan.ts';
import { largestDifference } from '../../testing/compareStates.ts';
import { fittingMetrics, headPlan } from '../../testing/headPlan.ts';
import { repeatPlan } from '../../testing/repeatPlan.ts';
import { loadTensorflowBackend } from '../loadBackend.ts';
import { locateTensorflow } from '../locate.ts';
import { tensorflowOps } from '../tensorflowOps.ts';
import { CompiledModel } from './compiledModel.ts';
import { rowDifference } from './difference.ts';
import type { GraphSession } from './graphSession.ts';
import { nativeSessions } from './nativeSession.ts';
import { stockSession } from './stockSession.ts';

const located = locateTensorflow();
/** Batches of two sizes, so that the graph is built, and later built again around a second step. */
const batches = [
  [0, 1, 2, 3, 4, 5],
  [5, 4, 3, 2],
  [2, 0, 1, 4, 3, 5],
  [1, 2, 3, 4],
].map((batch) => Int32Array.from(batch));

const hyperOf = ({ phases: [phase] }: TrainPlan): Hyper => (phase ? hyperParameters(phase.optimizer) : {});

interface Trained {
  readonly losses: number[];
  readonly evaluation: MetricSums;
  readonly outputs: State;
  readonly state: State;
}
/** Trains, with a look at the metrics and the outputs in the midst of it, so that the state moves to and fro. */
async function train(model: LiveModel, plan: TrainPlan): Promise<Trained> {
  const counters = batches.map((_, step) => ({ epoch: 3, step }));
  const hyper = batches.map(() => hyperOf(plan));
  const rows = await model.run(batches.slice(0, 3), hyper.slice(0, 3), counters.slice(0, 3));
  const evaluation = await model.evaluate(batches);
  const outputs = await model.predict(batches[1] ?? new Int32Array());
  rows.push(...(await model.run(batches.slice(3), hyper.slice(3), counters.slice(3))));
  const state = await model.readState();
  model.dispose();
  return { losses: rows.map(({ loss }) => (loss?.[0] ?? Number.NaN) / (loss?.[1] ?? 1)), evaluation, outputs, state };
}

/** Trains a plan by the graph and operation by operation. Gives what the compiled model complained of: nothing, unless it fell back. */
async function compare(open: () => GraphSession, plan: TrainPlan, data: ColumnData): Promise<readonly string[]> {
  const engine = await openEngine('tensorflow');
  const { backend } = loadTensorflowBackend();
  const ops = tensorflowOps(backend, { ownKernels: native !== null });
  const before = [engine.tensorCount(), backend.binding.getNumOfTensors(), backend.getNumOfSavedModels()];
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const compiled = await train(new CompiledModel({ plan, data, ops, backend, openSession: open, warn }), plan);
  const eager = await train(new EagerModel(plan, data, ops), plan);
  expect(largestDifference(eager.state, compiled.state)).toBeLessThan(1e-4);
  expect(largestDifference(eager.outputs, compiled.outputs)).toBeLessThan(1e-4);
  expect(rowDifference(eager.evaluation, compiled.evaluation)).toBeLessThan(1e-4);
  compiled.losses.forEach((loss, at) => expect(loss).toBeCloseTo(eager.losses[at] ?? Number.NaN, 4));
  expect([engine.tensorCount(), backend.binding.getNumOfTensors(), backend.getNumOfSavedModels()], 'left behind').toEqual(before);
  return warnings;
}

const threads = 2;
/** The two ways to a session. Where our addon was not built, only the stock binding's is there. */
const native = located.ready ? nativeSessions(located.binding) : null;
const ways: readonly (readonly [string, () => GraphSession])[] = [
  ['the stock binding', () => stockSession(loadTensorflowBackend().backend.binding)],
  ...(native ? ([['the addon', () => native({ threads, gpu: false })]] as const) : []),
];

it.skipIf(!located.ready)('the addon is built with the binding', () => expect(native).not.toBeNull());

describe.skipIf(!located.ready).each(ways)('by %s the compiled passes equal the eager ones', (_way, open) => {
  it.each(
    blocks
      .filter((block) => block.structure !== true)
      .flatMap((block) => block.cases.map((test, at) => [`${block.kind} ${at + 1}`, block, test] as const)),
  )('for %s', async (_name, block, test) => {
    const { plan, data } = blockPlan(block, test);
    const slow = plan.phases.map((phase) => ({
      ...phase,
      optimizer: { kind: 'sgd', values: { learningRate: 0.002, momentum: 0, nesterov: false } },
    }));
    expect(await compare(open, { ...plan, phases: slow }, data)).toEqual([]);
  });

  it.each(losses.map((loss) => [loss.kind, loss] as const))('for the loss %s with every metric', async (_kind, loss) => {
    const { plan, data } = headPlan(loss, { metrics: fittingMetrics(loss) });
    expect(await compare(open, plan, data)).toEqual([]);
  });

  const variants = optimizers.flatMap(({ kind, variants: declared = [] }) =>
    [{}, ...declared].map((values): readonly [string, Values] => [kind, values]),
  );
  it.each(variants)('for %s %j', async (kind, given) => {
    const optimizer = optimizers.find((own) => own.kind === kind);
    const loss = losses.find((own) => own.kind === 'sparseCategoricalCrossentropy');
    if (!optimizer || !loss) throw new Error(kind);
    const { plan, data } = headPlan(loss);
    const { values } = parseValues(optimizer.params, given);
    expect(await compare(open, { ...plan, phases: plan.phases.map((phase) => ({ ...phase, optimizer: { kind, values } })) }, data)).toEqual(
      [],
    );
  });

  it('for a repeat, with dropout and moving averages, as a loop', async () => {
    const { plan, data } = repeatPlan(5, [['dropout', { rate: 0.4 }], ['dense', { units: 6 }], ['batchNormalization']], {
      optimizer: { kind: 'sgd', values: { learningRate: 0.05 } },
    });
    expect(await compare(open, plan, data)).toEqual([]);
  });

  it('and where memory is out, it is told so, and not taken for a step that cannot be compiled', async () => {
    const block = blocks.find((own) => own.kind === 'dense');
    const test = block?.cases[0];
    if (!block || !test) throw new Error('no case');
    const { plan, data } = blockPlan(block, test);
    const { backend } = loadTensorflowBackend();
    await openEngine('tensorflow');
    const warn = vi.fn<(message: string) => void>();
    const relu = (): never => {
      throw new Error('OOM when allocating tensor with shape[8000,26,26,32]');
    };
    const ops = { ...tensorflowOps(backend, { ownKernels: native !== null }), relu };
    await expect(train(new CompiledModel({ plan, data, ops, backend, openSession: open, warn }), plan)).rejects.toThrow(/^OOM/);
    expect(warn).not.toHaveBeenCalled();
  });

  it('and when it does not, says so once and goes on eagerly', async () => {
    const block = blocks.find((own) => own.kind === 'dense');
    const test = block?.cases[0];
    if (!block || !test) throw new Error('no case');
    const { plan, data } = blockPlan(block, test);
    const { backend } = loadTensorflowBackend();
    await openEngine('tensorflow');
    const ops = tensorflowOps(backend, { ownKernels: native !== null });
    // What is recorded is not what is computed: the second call differs from the first.
    let calls = 0;
    const unsteady = { ...ops, relu: (x: Parameters<typeof ops.relu>[0]) => ops.relu(calls++ === 0 ? x.mul(2) : x) };
    const warnings: string[] = [];
    const compiled = await train(
      new CompiledModel({
        plan,
        data,
        ops: unsteady,
        backend,
        openSession: open,
        warn: (message) => void warnings.push(message),
      }),
      plan,
    );
    const eager = await train(new EagerModel(plan, data, ops), plan);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^The training step could not be compiled \(its first step differs from the eager one by .*\); it runs operation by operation/,
      ),
    ]);
    expect(largestDifference(eager.state, compiled.state)).toBe(0);
  });
});
