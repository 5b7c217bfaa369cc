import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join } from 'node:path';
import util from 'node:util';
import { findBackend, registerBackend } from '@tensorflow/tfjs-core';
import type * as Kernel from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import { locateTensorflow, repairOf } from './locate.ts';
import { standardErrorName } from './supply/manifest.ts';

export interface TensorflowBackend {
  /** Version of TensorFlow itself, such as "2.21.0". */
  readonly version: string;
  readonly threads: number;
  readonly device: string;
  readonly backend: Kernel.NodeJSKernelBackend;
  /** The file of the binding. */
  readonly binding: string;
  /** What sets this build up again, where something of it does not load. */
  readonly repair: string;
}

const require = createRequire(import.meta.url);
let loaded: TensorflowBackend | null = null;

/**
 * tfjs-node 4.22 calls two functions of node:util: one that Node 23 took away, one that warns of its end on the console. It looks them up at each
 * call, so both are put in their place once.
 */
function restoreUtil(): void {
  const removed = { isArray: Array.isArray, isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined };
  for (const [name, value] of Object.entries(removed)) {
    Object.defineProperty(util, name, { value, configurable: true });
  }
}

/** TensorFlow reads these from the environment when its library is loaded, and never again. */
function setEnvironment(threads: number): void {
  process.env.TF_NUM_INTRAOP_THREADS = String(threads);
  process.env.TF_NUM_INTEROP_THREADS = String(threads);
  process.env.OMP_NUM_THREADS = String(threads);
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  // Of a graphics card: memory as it is needed, not all of it at once, and the same bytes from the same numbers.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
  process.env.TF_DETERMINISTIC_OPS ??= '1';
}

/** Keeps what the library writes to the standard error output while it is being loaded away from the user, where our addon is there. */
function quietly<T>(folder: string, load: () => T): T {
  const addon = join(folder, standardErrorName);
  if (!existsSync(addon)) return load();
  const standardError: { hide(): void; show(): void } = require(addon);
  standardError.hide();
  try {
    return load();
  } finally {
    standardError.show();
  }
}

function loadBinding(path: string, repair: string): TFJSBinding {
  try {
    return quietly(dirname(path), () => require(path));
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    throw new Error(`TensorFlow cannot be loaded from ${path} (${why}): to set it up again, ${repair}`, { cause: error });
  }
}

/**
 * Loads TensorFlow into this process and registers it with tfjs-core as backend `tensorflow`, without making it the current one. Only the
 * first call in a process decides `threads`; later ones return what is loaded. Throws an Error in words when it is not ready or its
 * library cannot be loaded.
 *
 * The index of tfjs-node is never loaded: it looks for a binding beside itself and throws.
 */
export function loadTensorflowBackend({ threads = availableParallelism() }: { threads?: number } = {}): TensorflowBackend {
  if (loaded !== null) return loaded;
  const located = locateTensorflow();
  if (!located.ready) throw new Error(located.reason);
  setEnvironment(threads);
  restoreUtil();
  const repair = repairOf(located);
  const binding = loadBinding(located.binding, repair);
  require('@tensorflow/tfjs-node/dist/register_all_kernels.js');
  const classes: typeof Kernel = require('@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js');
  // The package name tells the class whether to ask the binding for a GPU.
  const name =
    located.card !== undefined || (located.source === 'installed' && located.binding.includes('tfjs-node-gpu'))
      ? '@tensorflow/tfjs-node-gpu'
      : '@tensorflow/tfjs-node';
  registerBackend('tensorflow', () => new classes.NodeJSKernelBackend(binding, name), 3);
  const backend = findBackend('tensorflow');
  if (!(backend instanceof classes.NodeJSKernelBackend)) throw new Error('another backend is registered under the name tensorflow');
  const device = backend.isUsingGpuDevice ? `GPU: ${located.card ?? 'NVIDIA'}` : `CPU: ${cpus()[0]?.model.trim() ?? process.arch}`;
  loaded = { version: binding.TF_Version, threads, device, backend, binding: located.binding, repair };
  return loaded;
}
