import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { engineNames, type EngineName } from '../../shared/run/engines.ts';
import { engineOrder } from './engineOrder.ts';
import { locateTensorflow } from './tensorflow/locate.ts';
import { findRelease } from './tensorflow/supply/release.ts';
import { findAdapter } from './webgpu/findAdapter.ts';

/** An engine as it is shown: what it is, or why it cannot be had, in words. */
export interface EngineDescription {
  readonly name: EngineName;
  readonly available: boolean;
  readonly version: string | null;
  readonly device: string | null;
  readonly reason: string | null;
}

const processor = (): string => cpus()[0]?.model.trim() ?? process.arch;

/** All engines, without loading any: quick, and safe in the process that holds the store. */
export function describeEngines(): readonly EngineDescription[] {
  const located = locateTensorflow();
  const { version: tfjs }: { version: string } = createRequire(import.meta.url)('@tensorflow/tfjs-core/package.json');
  const adapter = findAdapter();
  const device = `CPU: ${processor()}`;
  const engines: Readonly<Record<EngineName, Omit<EngineDescription, 'name'>>> = {
    tensorflow: {
      available: located.ready,
      version: located.ready ? (located.source === 'installed' ? null : (findRelease()?.version ?? null)) : null,
      device: located.ready ? device : null,
      reason: located.ready ? null : located.reason,
    },
    webgpu:
      adapter.reason === null
        ? { available: true, version: tfjs, device: adapter.device, reason: null }
        : { available: false, version: null, device: null, reason: adapter.reason },
    wasm: { available: true, version: tfjs, device: `${device}, 1 thread`, reason: null },
    cpu: { available: true, version: tfjs, device: `${device}, plain JavaScript, for tests`, reason: null },
  };
  return engineNames.map((name) => ({ name, ...engines[name] }));
}

/** The engine that 'auto' stands for now. */
export function automaticEngine(): EngineName {
  const available = new Set(describeEngines().flatMap((engine) => (engine.available ? [engine.name] : [])));
  return engineOrder().find((name) => available.has(name)) ?? 'wasm';
}
