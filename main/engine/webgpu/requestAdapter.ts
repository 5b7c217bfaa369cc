import { EngineUnavailable } from '../engineUnavailable.ts';

/** What to install where the graphics card has no driver that WebGPU can use. */
const advice: Partial<Record<NodeJS.Platform, string>> = {
  linux: "install the graphics card's Vulkan driver (NVIDIA's own, or the package mesa-vulkan-drivers in version 24 or newer)",
  darwin: 'WebGPU needs macOS 13 or newer',
  win32: "install the graphics card's newest driver (it must offer Direct3D 12)",
};

export const noAdapter = (platform: NodeJS.Platform): string =>
  `no graphics driver that WebGPU can use was found: ${advice[platform] ?? "install the graphics card's driver"}, or choose another engine`;

/** Dawn's entry point, kept for good: what it gave stops working when it is collected. */
let gpu: GPU | null = null;

/**
 * Loads Dawn into this process and asks it for the graphics card. Never in the process that holds the store: a driver may end the process
 * that loads it. Throws `EngineUnavailable` with what to do.
 */
export async function requestAdapter(): Promise<GPUAdapter> {
  if (gpu === null) {
    const dawn = await import('webgpu').catch((error: unknown) => {
      const why = (error instanceof Error ? error.message : String(error)).split('\n')[0];
      throw new EngineUnavailable(`WebGPU's library does not load on this system (${why}): choose another engine`, { cause: error });
    });
    Object.assign(globalThis, dawn.globals);
    gpu = dawn.create([]);
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new EngineUnavailable(noAdapter(process.platform));
  return adapter;
}

/** Where tfjs looks for WebGPU. */
export function publishGpu(): void {
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
}

/** A graphics card as it is shown, and whether it is one: Mesa's llvmpipe and its like compute on the processor. */
export interface AdapterDescription {
  readonly device: string;
  readonly software: boolean;
}

export function describeAdapter({ info }: GPUAdapter): AdapterDescription {
  const name = info.description || [info.vendor, info.architecture, info.device].filter((part) => part !== '').join(' ') || 'unnamed';
  return info.isFallbackAdapter ? { device: `CPU: ${name}, software`, software: true } : { device: `GPU: ${name}`, software: false };
}
