import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '../engine.ts';
import { EngineUnavailable } from '../engineUnavailable.ts';
import { backendEngine } from '../backendEngine.ts';
import { avgPoolGrad } from '../kernels/avgPoolGrad.ts';
import { registerKernel } from '../kernels/registerKernel.ts';
import { unsortedSegmentSum } from '../kernels/unsortedSegmentSum.ts';
import type { Ops } from '../ops/ops.ts';
import { DeviceHealth, watchModel } from './deviceHealth.ts';
import { webgpuOps } from './webgpuOps.ts';
import { describeAdapter, publishGpu, requestAdapter } from './requestAdapter.ts';

interface Opened {
  readonly name: string;
  readonly health: DeviceHealth;
  readonly ops: Ops;
}
let opened: Promise<Opened> | null = null;

/** Training on a graphics card of any maker through WebGPU. Throws `EngineUnavailable` with what to install. */
export async function openWebgpu(): Promise<Engine> {
  opened ??= openDevice();
  const { name, health, ops } = await opened.catch((error: unknown) => {
    opened = null;
    throw error;
  });
  const engine = await backendEngine({ name: 'webgpu', backend: 'webgpu', device: name, threads: 1, ops });
  return { ...engine, create: (plan, data) => health.watch(async () => watchModel(await engine.create(plan, data), health)) };
}

/** The limits that models push against, as high as the card allows; WebGPU gives modest ones unless asked. */
const wanted = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

async function openDevice(): Promise<Opened> {
  const adapter = await requestAdapter();
  const { device: name } = describeAdapter(adapter);
  let device: GPUDevice;
  try {
    device = await adapter.requestDevice({ requiredLimits: Object.fromEntries(wanted.map((limit) => [limit, adapter.limits[limit]])) });
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    throw new EngineUnavailable(`${name} could not be opened (${why}): choose another engine`, { cause: error });
  }
  // Imported before WebGPU is published: tfjs would open a device of its own, with errors that nobody hears.
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  publishGpu();
  const health = new DeviceHealth(device, name, () => {
    opened = null;
    tf.removeBackend('webgpu');
  });
  registerKernel('AvgPoolGrad', 'webgpu', avgPoolGrad);
  registerKernel('UnsortedSegmentSum', 'webgpu', unsortedSegmentSum);
  const backend = new WebGPUBackend(device, adapter.info);
  tf.registerBackend('webgpu', () => backend);
  return { name, health, ops: webgpuOps(backend) };
}
