import type { EngineChoice, EngineName } from '../../shared/run/engines.ts';
import type { Engine, OpenOptions } from './engine.ts';
import { describeEngines, engineOrder, findings } from './describeEngines.ts';
import { EngineUnavailable } from './engineUnavailable.ts';
import { openCpu } from './cpu/openCpu.ts';
import { openTensorflow } from './tensorflow/openTensorflow.ts';
import { openWasm } from './wasm/openWasm.ts';
import { openWebgpu } from './webgpu/openWebgpu.ts';

/** How each engine is opened. */
export const openers: Readonly<Record<EngineName, (options?: OpenOptions) => Promise<Engine>>> = {
  tensorflow: openTensorflow,
  webgpu: openWebgpu,
  wasm: openWasm,
  cpu: openCpu,
};

/**
 * Opens an engine, or with 'auto' the first that can be had and passed its check. One in a process: tfjs's current backend is global. Throws
 * `EngineUnavailable` with the reason in words when the named one cannot be had.
 */
export async function openEngine(name: EngineChoice, options: OpenOptions = {}): Promise<Engine> {
  if (name !== 'auto') return openers[name](options);
  const engines = describeEngines();
  const reasons = Object.entries(findings(engines).failures).map(([failed, reason]) => `${failed} failed its check: ${reason}`);
  for (const candidate of engineOrder(engines)) {
    try {
      return await openers[candidate](options);
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      reasons.push(error.message);
    }
  }
  throw new EngineUnavailable(`no engine can be had: ${reasons.join('; ')}`);
}
