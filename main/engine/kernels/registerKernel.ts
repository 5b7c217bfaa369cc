import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc } from '@tensorflow/tfjs-core';

const done = new Set<string>();

/** Registers a kernel of ours on a tfjs backend, in place of its own where it has one; once in a process. */
export function registerKernel(kernelName: string, backendName: string, kernelFunc: KernelFunc): void {
  const key = `${backendName}/${kernelName}`;
  if (done.has(key)) return;
  done.add(key);
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ kernelName, backendName, kernelFunc });
}
