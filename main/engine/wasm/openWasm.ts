import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { type BackendWasm, getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend } from '@tensorflow/tfjs-core';
import type { Engine } from '../engine.ts';
import { backendEngine } from '../backendEngine.ts';
import { composedOps } from '../ops/composedOps.ts';
import { avgPoolGrad } from '../kernels/avgPoolGrad.ts';
import { conv2dBackpropFilter } from '../kernels/conv2dBackpropFilter.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from '../kernels/depthwiseBackprop.ts';
import { maxPoolGrad } from '../kernels/maxPoolGrad.ts';
import { registerKernel } from '../kernels/registerKernel.ts';
import { unsortedSegmentSum } from '../kernels/unsortedSegmentSum.ts';
import { refuseNowhere } from './refuseNowhere.ts';

/** WebAssembly with SIMD: always there, nothing to fetch. */
export async function openWasm(): Promise<Engine> {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(join(dirname(main), '..', 'wasm-out') + sep);
  registerKernel('Conv2DBackpropFilter', 'wasm', conv2dBackpropFilter);
  registerKernel('DepthwiseConv2dNativeBackpropFilter', 'wasm', depthwiseBackpropFilter);
  registerKernel('DepthwiseConv2dNativeBackpropInput', 'wasm', depthwiseBackpropInput);
  registerKernel('UnsortedSegmentSum', 'wasm', unsortedSegmentSum);
  registerKernel('MaxPoolGrad', 'wasm', maxPoolGrad);
  registerKernel('AvgPoolGrad', 'wasm', avgPoolGrad);
  const engine = await backendEngine({
    name: 'wasm',
    backend: 'wasm',
    device: cpus()[0]?.model.trim() ?? 'CPU',
    threads: 1,
    ops: composedOps,
  });
  refuseNowhere((backend() as BackendWasm).wasm);
  return { ...engine, threads: Math.max(1, getThreadsCount()) };
}
