// Registers the gradients of tfjs's operations, which tfjs-core alone does not.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { EagerModel } from './eagerModel.ts';
import type { EngineName } from '../../shared/run/engines.ts';
import type { Engine } from './engine.ts';
import { EngineUnavailable } from './engineUnavailable.ts';
import type { Ops } from './ops/ops.ts';
import { openModel } from './streaming/openModel.ts';

interface BackendOptions {
  readonly name: EngineName;
  /** Name under which the backend is registered in tfjs. */
  readonly backend: string;
  /** Version of what computes; by default tfjs's. */
  readonly version?: string;
  readonly device: string;
  readonly threads: number;
  readonly ops: Ops;
}

/** An engine on a registered tfjs backend, which becomes the current one. */
export async function backendEngine(options: BackendOptions): Promise<Engine> {
  const { name, backend, device, threads, ops } = options;
  // Without it tfjs prints advice on other packages to the console.
  tf.enableProdMode();
  if (!(await tf.setBackend(backend))) throw new EngineUnavailable(`the ${name} engine did not start on this machine: choose another`);
  await tf.ready();
  return {
    name,
    version: options.version ?? tf.version_core,
    device,
    threads,
    create: (plan, data) => openModel(plan, data, (own) => new EagerModel(plan, own, ops)),
    tensorCount: () => tf.memory().numTensors,
  };
}
