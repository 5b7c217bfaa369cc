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

/** The binding's number of a tensor; uploads its values when that has not happened yet. */
export function handleOf(backend: NodeJSKernelBackend, tensor: Tensor): number {
  // The method is private in tfjs-node's typings only.
  const [id] = backend['getInputTensorIds']([tensor]);
  if (id === undefined) throw new Error('the tensor has no handle');
  return id;
}

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
      ops.push({
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
  try {
    return { result: work(), recording: { ops, constants } };
  } finally {
    backend.binding = binding;
    for (const id of freed) binding.deleteTensor(id);
  }
}
