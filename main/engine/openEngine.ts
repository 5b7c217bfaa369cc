import type { EngineChoice, EngineName } from '../../shared/run/engines.ts';
import { automaticOrder, type Engine, type OpenOptions } from './engine.ts';
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
 * Opens an engine, or with 'auto' the first that can be had and passed its check; its notices say why that is none of those that come before it. One in a
 * process: tfjs's current backend is global. Throws `EngineUnavailable` with the reason in words when the named one cannot be had.
 */
export async function openEngine(name: EngineChoice, options: OpenOptions = {}): Promise<Engine> {
  if (name !== 'auto') return openers[name](options);
  const engines = describeEngines();
  return openFirst(engineOrder(engines), findings(engines).failures, (candidate) => openers[candidate](options));
}

/** Opens the first that can be had; `failures` = why others are not among the candidates. */
export async function openFirst(
  candidates: readonly EngineName[],
  failures: Readonly<Partial<Record<EngineName, string>>>,
  open: (name: EngineName) => Promise<Engine>,
): Promise<Engine> {
  const reasons = new Map<EngineName, string>();
  for (const name of automaticOrder) {
    const reason = failures[name];
    if (reason !== undefined) reasons.set(name, `${name} failed its check (${reason}), which "netloom engines --check" repeats`);
  }
  for (const candidate of candidates) {
    try {
      const engine = await open(candidate);
      const better = automaticOrder.slice(0, automaticOrder.indexOf(candidate));
      const missed = better.flatMap((name) => reasons.get(name) ?? []);
      const notice = `It trains on ${candidate}, as no engine was named and ${missed.length > 1 ? 'better ones' : 'a better one'} cannot be had: ${missed.join('; ')}.`;
      return missed.length === 0 ? engine : { ...engine, notices: [notice, ...(engine.notices ?? [])] };
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      reasons.set(candidate, error.message);
    }
  }
  throw new EngineUnavailable(`no engine can be had: ${[...reasons.values()].join('; ')}`);
}
