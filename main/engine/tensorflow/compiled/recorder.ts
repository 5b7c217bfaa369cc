import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';

export interface RecordedOp {
  readonly name: string;
  readonly attributes: readonly TFEOpAttr[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** TensorFlow's number of the first output's type. */
  readonly dtype: number;
  /** Of the first output. */
  readonly shape: readonly number[];
  /** What a repeat is, which is no operation of TensorFlow's. */
  readonly loop?: RecordedLoop;
}

/** Numbers that are drawn anew in each run; `still`: the same ones, as of a run's first step. */
export interface RandomTensor {
  readonly still: boolean;
  readonly stream: string;
  readonly seed: number;
  readonly shape: readonly number[];
}

/** One turn of a repeat as it was recorded, tensors by the binding's numbers. */
export interface RecordedTurn {
  readonly recording: Recording;
  /** What stands for the state that arrives, and for the turn's weights. */
  readonly state: number;
  readonly slices: readonly number[];
  /** What is drawn anew in each turn. */
  readonly randoms: ReadonlyMap<number, RandomTensor>;
  /** Of what a turn is given. */
  readonly shapes: ReadonlyMap<number, readonly number[]>;
}

/**
 * A repeat's way there, or its way back. The operation's inputs are what arrives (and on the way back the kept states), the weights of all turns, and what is
 * captured; its outputs on the way there the end, the kept states and the averages of all turns, on the way back the gradients.
 */
export interface RecordedLoop extends RecordedTurn {
  readonly turns: number;
  /** Of the state. */
  readonly shape: readonly number[];
  /** The number that the kept states go by: they are no tensor of the binding. */
  readonly states: number;
  /** What a turn gives: the next state and its averages, or the gradients of its state and weights. */
  readonly result: readonly number[];
  /** Shapes of one turn's averages, or of its weights' gradients. */
  readonly resultShapes: readonly (readonly number[])[];
  /** Tensors from outside that turns read. */
  readonly captured: readonly number[];
  /** On the way back: what stands for the gradient that arrives, and the way there, by which states are computed anew. */
  readonly back: { readonly dy: number; readonly forward: RecordedTurn & { readonly result: number } } | null;
}
export interface RecordedConstant {
  readonly shape: readonly number[];
  /** TensorFlow's number of the type. */
  readonly dtype: number;
  readonly numbers: Float32Array | Int32Array | Uint8Array;
}
/** What TensorFlow was asked to do, tensors named by the binding's numbers. */
export interface Recording {
  readonly ops: readonly RecordedOp[];
  readonly constants: ReadonlyMap<number, RecordedConstant>;
}

/** The last number that was given to something else than a tensor. */
let lastOther = 0;
/** A number for what is no tensor of the binding: below all of its own. */
export const otherNumber = (): number => --lastOther;

/** The binding's number of a tensor; uploads its values when that has not happened yet. */
export function handleOf(backend: NodeJSKernelBackend, tensor: Tensor): number {
  // The method is private in tfjs-node's typings only.
  const [id] = backend['getInputTensorIds']([tensor]);
  if (id === undefined) throw new Error('the tensor has no handle');
  return id;
}

/** What is being recorded now. */
let current: { ops: RecordedOp[]; readonly constants: Map<number, RecordedConstant> } | null = null;

/** Records part of what is being recorded for itself. Constants are those of the whole: a tensor may be uploaded here and read elsewhere. */
export function recordPart<T>(work: () => T): { result: T; recording: Recording } {
  const outer = current;
  if (!outer) throw new Error('nothing is being recorded');
  const ops: RecordedOp[] = [];
  current = { ops, constants: outer.constants };
  try {
    return { result: work(), recording: { ops, constants: outer.constants } };
  } finally {
    current = outer;
  }
}

/** Puts an operation into the recording that was not run. */
export const noteOp = (op: RecordedOp): void => void current?.ops.push(op);

/**
 * Runs `work` once, eagerly, and notes every operation and every upload. While it runs nothing is freed, so that each number means one tensor;
 * what would have been freed is freed at the end.
 */
export function record<T>(backend: NodeJSKernelBackend, work: () => T): { result: T; recording: Recording } {
  const { binding } = backend;
  const ops: RecordedOp[] = [];
  const constants = new Map<number, RecordedConstant>();
  const freed: number[] = [];
  const spy: Pick<TFJSBinding, 'executeOp' | 'createTensor' | 'deleteTensor'> = {
    executeOp(name, attributes, inputs, count) {
      const outputs = binding.executeOp(name, attributes, inputs, count);
      current?.ops.push({
        name,
        attributes,
        inputs: [...inputs],
        outputs: outputs.map((output) => output.id),
        dtype: outputs[0]?.dtype ?? binding.TF_FLOAT,
        shape: [...(outputs[0]?.shape ?? [])],
      });
      return outputs;
    },
    createTensor(shape, dtype, numbers) {
      const id = binding.createTensor(shape, dtype, numbers);
      if (numbers instanceof Float32Array || numbers instanceof Int32Array || numbers instanceof Uint8Array) {
        constants.set(id, { shape: [...shape], dtype, numbers: numbers.slice() });
      }
      return id;
    },
    deleteTensor: (id) => void freed.push(id),
  };
  // Everything but these three is the binding's own. Its members cannot be replaced, so they are covered.
  backend.binding = Object.create(binding, Object.fromEntries(Object.entries(spy).map(([name, value]) => [name, { value }])));
  current = { ops, constants };
  try {
    return { result: work(), recording: { ops, constants } };
  } finally {
    current = null;
    backend.binding = binding;
    for (const id of freed) binding.deleteTensor(id);
  }
}
