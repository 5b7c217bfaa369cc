import type { Engine } from '../engine.ts';
import { EngineUnavailable } from '../engineUnavailable.ts';

export const webgpuReason = 'training through WebGPU is not part of this version of Netloom: choose tensorflow or wasm';

/** Training on the graphics card through WebGPU is not part of this version; the name is kept so that files and settings stay valid. */
export async function openWebgpu(): Promise<Engine> {
  throw new EngineUnavailable(webgpuReason);
}
