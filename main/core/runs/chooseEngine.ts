import { ContractError } from '../../../shared/ipc/port.ts';
import type { EngineChoice } from '../../../shared/run/engines.ts';
import { describeEngines } from '../../engine/describeEngines.ts';

/** The engine as it was asked for. Throws a ContractError with the reason when a named one cannot train on this machine now. */
export function requireEngine(asked: EngineChoice): EngineChoice {
  const engine = describeEngines().find(({ name }) => name === asked);
  if (!engine || engine.available) return asked;
  throw new ContractError('unavailable', `The engine ${asked} cannot train here: ${engine.reason ?? 'it is not there'}.`);
}

/** The engine to go on with: the one the run was on, so that it ends with the same bytes; what was asked for when that one is gone. */
export function engineToResume(asked: EngineChoice, before: string | null): EngineChoice {
  return describeEngines().find(({ name, available }) => name === before && available)?.name ?? asked;
}
