import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { engineNames, type EngineName } from '../../shared/run/engines.ts';
import { recallFindings, type Findings } from './check/findings.ts';
import { orderEngines } from './check/orderEngines.ts';
import { automaticOrder } from './engine.ts';
import { locateTensorflow } from './tensorflow/locate.ts';
import { filesMark } from './tensorflow/filesMark.ts';
import { gpuState } from './tensorflow/supply/gpuState.ts';
import { findRelease } from './tensorflow/supply/release.ts';
import { findAdapter } from './webgpu/findAdapter.ts';

/** An engine as it is shown: what it is, or why it cannot be had, in words. */
export interface EngineDescription {
  readonly name: EngineName;
  readonly available: boolean;
  readonly version: string | null;
  readonly device: string | null;
  readonly reason: string | null;
  /** What this machine could have besides, and how: a graphics card that nothing computes on yet. */
  readonly advice: string | null;
}

const processor = (): string => cpus()[0]?.model.trim() ?? process.arch;

/** All engines, without loading any: quick, and safe in the process that holds the store. */
export function describeEngines(): readonly EngineDescription[] {
  const located = locateTensorflow();
  const { version: tfjs }: { version: string } = createRequire(import.meta.url)('@tensorflow/tfjs-core/package.json');
  const adapter = findAdapter();
  const device = `CPU: ${processor()}`;
  const engines: Readonly<Record<EngineName, Omit<EngineDescription, 'name' | 'advice'>>> = {
    tensorflow: {
      available: located.ready,
      version: located.ready ? (located.source === 'installed' ? null : (findRelease()?.version ?? null)) : null,
      device: located.ready ? (located.card === undefined ? device : `GPU: ${located.card}`) : null,
      reason: located.ready ? null : located.reason,
    },
    webgpu:
      adapter.reason === null
        ? { available: true, version: tfjs, device: adapter.device, reason: null }
        : { available: false, version: null, device: null, reason: adapter.reason },
    wasm: { available: true, version: tfjs, device: `${device}, 1 thread`, reason: null },
    cpu: { available: true, version: tfjs, device: `${device}, plain JavaScript, for tests`, reason: null },
  };
  const gpu = gpuState();
  const advice = 'advice' in gpu ? gpu.advice : null;
  return engineNames.map((name) => ({ name, ...engines[name], advice: name === 'tensorflow' ? advice : null }));
}

/** Engines, versions and devices that the automatic choice is between: what was found holds for these. */
const candidates = (engines: readonly EngineDescription[]): readonly EngineDescription[] =>
  engines.filter(({ name, available }) => available && automaticOrder.includes(name));

/* What follows takes the engines as they were described, where more than one thing is asked of them: describing them looks at files and devices. */

/** Under what the findings of the checks are kept: what was found of files holds for these files. */
export function findingsKey(engines = describeEngines()): string {
  const located = locateTensorflow();
  const files = located.ready ? filesMark(located.binding) : null;
  return JSON.stringify([files, ...candidates(engines).map(({ name, version, device }) => [name, version, device])]);
}

/** What the checks found here; nothing before the first. */
export const findings = (engines = describeEngines()): Findings => recallFindings(findingsKey(engines));

/** A graphics card that the processor plays: slower than the processor itself. */
export function isSoftware(name: EngineName): boolean {
  if (name !== 'webgpu') return false;
  const found = findAdapter();
  return found.reason === null && found.software;
}

/** Those of the automatic choice that no check has been through yet. */
export function uncheckedEngines(): readonly EngineName[] {
  const engines = describeEngines();
  const { trials, failures } = findings(engines);
  return candidates(engines).flatMap(({ name }) =>
    trials[name] !== undefined || failures[name] !== undefined || isSoftware(name) ? [] : [name],
  );
}

/** The order in which the automatic choice tries the engines here, as `orderEngines` has it. */
export function engineOrder(engines = describeEngines()): readonly EngineName[] {
  return orderEngines(
    automaticOrder,
    candidates(engines).map(({ name }) => name),
    findings(engines),
    isSoftware,
  );
}

/** The engine that 'auto' stands for now; null when every one that can be had failed its check. */
export function automaticEngine(engines = describeEngines()): EngineName | null {
  const available = new Set(engines.flatMap((engine) => (engine.available ? [engine.name] : [])));
  return engineOrder(engines).find((name) => available.has(name)) ?? null;
}
