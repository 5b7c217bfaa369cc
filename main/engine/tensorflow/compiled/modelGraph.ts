import { decaysWeights, hyperParameters } from '../../../../shared/catalogue/optimizerStep.ts';
import type { Batch, OperationTime } from '../../engine.ts';
import { gatherBatch } from '../../gatherBatch.ts';
import { required } from '../../lower/lowering.ts';
import type { KernelChoices } from '../kernels/kernelChoices.ts';
import { stepOf } from '../../phaseStep.ts';
import { batchSource, type BatchSource } from './batchSource.ts';
import { fusedUpdate, type FusedUpdate } from './fusedUpdates.ts';
import { assignVariables, readVariables, type GraphFunction, type GraphNumbers, type GraphSession } from './graphSession.ts';
import { GraphWriter, type Variable } from './graphWriter.ts';
import type { PassCall } from './passFeed.ts';
import { ownUpdate } from './ownUpdate.ts';
import { alternativesIn, writePass, type PassGraph, type PassOptions } from './passGraph.ts';
import { recordEvaluation, recordPrediction, recordProbe, recordTraining } from './passes.ts';
import type { PassContext, RecordedPass } from './recordPass.ts';
import { writeStep } from './stepGraph.ts';

/** What a pass does; `drop` is a prediction with dropout left on, a training step is that of one phase, by its place: `train`, `train/1`. */
export type PassKind = 'train' | `train/${number}` | 'evaluate' | 'predict' | 'drop' | 'probe';
/** The training step of a phase. */
export const trainPass = (phase = 0): PassKind => (phase === 0 ? 'train' : `train/${phase}`);
/** The phase of a training step; null for what is none. */
export const phaseOf = (kind: PassKind): number | null => (kind === 'train' ? 0 : kind.startsWith('train/') ? Number(kind.slice(6)) : null);

interface ReadyPass extends PassGraph {
  readonly run: GraphFunction;
  readonly ownKernels: boolean;
  /** Names and shapes of what a prediction or a probe gives. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

/** A pass that was recorded and is not yet part of the graph. */
interface PassOnItsWay {
  readonly recorded: RecordedPass<unknown>;
  /** Tensors that it gives. */
  readonly wanted: readonly number[];
  write(): { readonly graph: PassGraph; readonly shapes: ReadyPass['shapes'] };
}

/** A model as one graph in one session: its state, its data set where there is room, and a pass for each kind and batch size met so far. */
export class ModelGraph {
  readonly #context: PassContext;
  readonly #session: GraphSession;
  /** Which kernel computes what; null where there are none of our own. */
  readonly #kernels: KernelChoices | null;
  /** The update kernels of each phase; null where its optimizer's mathematics is recorded. */
  readonly #fused: readonly (FusedUpdate | null)[];
  readonly #writer = new GraphWriter();
  /** Weights and slots. */
  readonly #state: ReadonlyMap<string, Variable>;
  /** Zeros that an update may write to, by weight; no part of the state. */
  readonly #scratch: ReadonlyMap<string, Variable>;
  readonly #source: BatchSource;
  readonly #passes = new Map<string, ReadyPass>();
  /** Passes that were added once more on TensorFlow's kernels alone, by the name of the first. */
  readonly #plain = new Map<string, ReadyPass>();
  /** Names of those that run on TensorFlow's kernels alone. */
  readonly #onPlain = new Set<string>();
  #begun = false;

  constructor(context: PassContext, session: GraphSession, kernels: KernelChoices | null) {
    this.#context = context;
    this.#kernels = session.ownKernels ? kernels : null;
    this.#session = session;
    const { model, plan, data } = context;
    // A kernel knows nothing of weight decay.
    this.#fused = model.steps.map(({ phase: { optimizer } }) =>
      decaysWeights(optimizer) ? null : ((session.ownKernels ? ownUpdate(optimizer) : null) ?? fusedUpdate(optimizer)),
    );
    const hold = (keys: readonly string[], prefix: string): ReadonlyMap<string, Variable> =>
      new Map(keys.map((key, at) => [key, this.#writer.variable(`${prefix}${at}`, model.variable(key).shape)]));
    this.#state = hold(model.keys, 'v');
    const scratched = model.steps.flatMap(({ trained }, at) => (this.#fused[at]?.wantsScratch ? trained.map(({ key }) => key) : []));
    this.#scratch = hold([...new Set(scratched)], 's');
    this.#source = batchSource(this.#writer, plan, data, session.holdsData);
  }

  has(kind: PassKind, size: number): boolean {
    return this.#passes.has(passName(kind, size));
  }

  /** Records a pass with a batch of this size and adds it to the graph. Throws when TensorFlow cannot say it as a graph. */
  async add(kind: PassKind, sample: Batch): Promise<void> {
    const name = passName(kind, sample.length);
    this.#passes.set(name, await this.#write(kind, sample, name, this.#kernels));
  }

  /** Whether kernels of our own compute a part of a pass. */
  hasOwnKernels(kind: PassKind, size: number): boolean {
    return this.#pass(kind, size).ownKernels;
  }

  /** From now on a pass runs on TensorFlow's kernels alone; it is recorded and added once more. */
  async addPlain(kind: PassKind, sample: Batch): Promise<void> {
    const name = passName(kind, sample.length);
    this.#plain.set(name, await this.#write(kind, sample, `${name}_plain`, null));
    this.#onPlain.add(name);
  }

  /** From now on a pass runs on the kernels that were chosen for it. */
  useChosen(kind: PassKind, size: number): void {
    this.#onPlain.delete(passName(kind, size));
  }

  async #write(kind: PassKind, sample: Batch, prefix: string, kernels: KernelChoices | null): Promise<ReadyPass> {
    await this.#begin();
    try {
      const pass = this.#record(kind, sample, prefix, kernels);
      const alternatives = kernels ? alternativesIn(pass.recorded, this.#context.backend.binding, pass.wanted) : [];
      await kernels?.decide(alternatives);
      const { graph, shapes } = pass.write();
      await this.#session.extend(this.#writer.take());
      const ownKernels = alternatives.some((own) => kernels?.isOwn(own));
      return { ...graph, shapes, ownKernels, run: this.#session.prepare(graph.feeds, graph.outputs) };
    } finally {
      // What was written of a pass that cannot be said is dropped: the next one does not carry it along.
      this.#writer.take();
    }
  }

  /** State and data set come first, so that nothing depends on how a pass turns out. */
  async #begin(): Promise<void> {
    if (this.#begun) return;
    await this.#session.extend(this.#writer.take());
    if (this.#source.contents.length > 0) await assignVariables(this.#session, this.#source.contents);
    this.#begun = true;
  }

  #record(kind: PassKind, sample: Batch, prefix: string, kernels: KernelChoices | null): PassOnItsWay {
    const { plan, data, backend } = this.#context;
    const { binding } = backend;
    const phase = phaseOf(kind);
    const step = phase === null ? null : stepOf(this.#context.model.steps, { phase });
    const parts = { parts: gatherBatch(step?.plan ?? plan, data, sample), size: sample.length };
    const options: PassOptions = {
      prefix,
      variables: this.#state,
      source: this.#source,
      isOwn: kernels ? (alternative) => kernels.isOwn(alternative) : undefined,
    };
    if (step && phase !== null) {
      const fused = this.#fused[phase] ?? null;
      const recorded = recordTraining(this.#context, step, parts, fused === null);
      const scalarCount = this.scalars(phase, hyperParameters(step.phase.optimizer), 1).length;
      const slotKey = (key: string, slot: string): string => step.slotKey(key, slot);
      const { rows, gradients, moved, averages, constrained } = recorded.result;
      return {
        recorded,
        wanted: [rows, ...[gradients, moved, averages, constrained].flatMap((ids) => [...ids.values()])],
        write: () => ({
          graph: writeStep(this.#writer, binding, { ...options, fused, scratch: this.#scratch, scalarCount, slotKey }, recorded),
          shapes: new Map(),
        }),
      };
    }
    /** A pass that only gives something. */
    const giving = <T>(recorded: RecordedPass<T>, wanted: readonly number[], shapes: ReadyPass['shapes']): PassOnItsWay => ({
      recorded,
      wanted,
      write: () => {
        const { feeds, nameOf } = writePass(this.#writer, binding, options, recorded, wanted);
        return { graph: { feeds, outputs: wanted.map(nameOf) }, shapes };
      },
    });
    if (kind === 'evaluate') {
      const recorded = recordEvaluation(this.#context, parts);
      return giving(recorded, [recorded.result.rows], new Map());
    }
    if (kind === 'probe') {
      const recorded = recordProbe(this.#context, parts);
      const { keys, values } = recorded.result;
      return giving(recorded, [values], new Map(keys.map((key) => [key, []])));
    }
    const recorded = recordPrediction(this.#context, parts, kind === 'drop');
    const heads = [...recorded.result];
    return giving(
      recorded,
      heads.map(([, { id }]) => id),
      new Map(heads.map(([name, { shape }]) => [name, shape])),
    );
  }

  /** Runs a pass of `calls` batches of one size, one after the other, in one call of TensorFlow. */
  async run(kind: PassKind, calls: readonly PassCall[]): Promise<readonly (readonly GraphNumbers[])[]> {
    const pass = this.#pass(kind, calls[0]?.batch.length ?? 0);
    return pass.run(calls.map((call) => pass.feeds.map((feed) => feed.numbers(call))));
  }

  /** Runs a pass once and gives the time of each operation; null where the session does not measure. */
  trace(kind: PassKind, call: PassCall): readonly OperationTime[] | null {
    const pass = this.#pass(kind, call.batch.length);
    return pass.run.trace?.(pass.feeds.map((feed) => feed.numbers(call))) ?? null;
  }

  /** What a prediction or a probe gives, in that order, with shapes. */
  shapes(kind: 'predict' | 'drop' | 'probe', size: number): ReadonlyMap<string, readonly number[]> {
    return this.#pass(kind, size).shapes;
  }

  #pass(kind: PassKind, size: number): ReadyPass {
    const name = passName(kind, size);
    return required((this.#onPlain.has(name) ? this.#plain : this.#passes).get(name), `the pass ${kind} of ${size} examples`);
  }

  /** The numbers of an optimizer's step of a phase, as its kernels or its recorded mathematics are fed them. */
  scalars(phase: number, hyper: Readonly<Record<string, number>>, iteration: number): Float32Array {
    const numbers = this.#fused[phase]?.scalars(hyper, iteration);
    return Float32Array.from(numbers ?? Object.values(stepOf(this.#context.model.steps, { phase }).scalars(hyper, iteration)));
  }

  /** Sets weights and slots; `valueOf` gives their numbers. */
  async setState(valueOf: (key: string) => Float32Array): Promise<void> {
    await assignVariables(this.#session, [
      ...[...this.#state].map(([key, variable]) => [variable, valueOf(key)] as const),
      ...[...this.#scratch.values()].map((variable) => [variable, new Float32Array(variable.shape.reduce((a, b) => a * b, 1))] as const),
    ]);
  }

  /** Weights and slots as they are now. */
  async readState(): Promise<ReadonlyMap<string, Float32Array>> {
    const numbers = await readVariables(this.#session, [...this.#state.values()]);
    return new Map(
      [...this.#state.keys()].map((key, at) => {
        const found = numbers[at];
        if (!(found instanceof Float32Array)) throw new TypeError(`${key} came back as something other than numbers`);
        return [key, found];
      }),
    );
  }

  close(): void {
    this.#session.close();
  }
}

/** Name of a pass, and front of the names of its nodes. */
const passName = (kind: PassKind, size: number): string => `${kind.replace('/', '_')}x${size}`;
