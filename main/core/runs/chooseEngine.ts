import { ContractError } from '../../../shared/ipc/port.ts';
import type { EngineChoice } from '../../../shared/run/engines.ts';
import { describeEngines } from '../../engine/describeEngines.ts';
import { askedThreads } from '../../engine/threadCount.ts';
import { sentence } from '../sentence.ts';

/** The engine as it was asked for. Throws a ContractError with the reason when a named one cannot train on this machine now, or not as it was set. */
export function requireEngine(asked: EngineChoice): EngineChoice {
  try {
    askedThreads();
  } catch (error) {
    throw new ContractError('invalid', sentence(error instanceof Error ? error.message : String(error)));
  }
  const engine = describeEngines().find(({ name }) => name === asked);
  if (!engine || engine.available) return asked;
  throw new ContractError('unavailable', `The engine ${asked} cannot train here: ${engine.reason ?? 'it is not there'}.`);
}

/**
 * The engine to go on with: the one the run was on, so that it ends with the same bytes. Throws a ContractError where that cannot be had and the run has
 * `trained` on it: on another one it goes on only when the user has agreed to that.
 */
export function engineToResume(asked: EngineChoice, before: string | null, trained: boolean): EngineChoice {
  const engine = describeEngines().find(({ name }) => name === before);
  if (!engine) return asked;
  if (engine.available) return engine.name;
  if (!trained) return asked;
  throw new ContractError(
    'otherEngine',
    sentence(
      `the run has trained on ${engine.name}, which cannot be had now: ${engine.reason ?? 'it is not there'}. It can go on once that is back, or on another engine, if you agree: its last digits then differ from those of a run that was never interrupted`,
    ),
  );
}
