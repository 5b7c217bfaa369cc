import '@tensorflow/tfjs-backend-cpu';
import { cpus } from 'node:os';
import type { Engine } from '../engine.ts';
import { composedOps } from '../ops/composedOps.ts';
import { backendEngine } from '../backendEngine.ts';
import { avgPoolGrad } from '../kernels/avgPoolGrad.ts';
import { registerKernel } from '../kernels/registerKernel.ts';

/** Plain JavaScript: slow, and the reference that the other engines are tested against. */
export async function openCpu(): Promise<Engine> {
  registerKernel('AvgPoolGrad', 'cpu', avgPoolGrad);
  return backendEngine({ name: 'cpu', backend: 'cpu', device: cpus()[0]?.model.trim() ?? 'CPU', threads: 1, ops: composedOps });
}
