import type { EngineName } from '../../../shared/run/engines.ts';
import { findings, findingsKey } from '../describeEngines.ts';
import { checkEngine, type EngineCheck } from './checkEngine.ts';
import { rememberFindings } from './findings.ts';

interface Options {
  readonly signal: AbortSignal;
  readonly onStep?: (engine: EngineName, step: number, steps: number) => void;
  readonly onChecked?: (check: EngineCheck) => void;
}

/**
 * Checks engines one after the other, so that none takes the other's time, and keeps what is found for the automatic choice. Nothing is kept of
 * those that an interruption left out. Throws when the findings cannot be written.
 */
export async function checkEngines(engines: readonly EngineName[], { signal, onStep, onChecked }: Options): Promise<void> {
  for (const engine of engines) {
    const check = await checkEngine(engine, { signal, onStep: (step, steps) => onStep?.(engine, step, steps) });
    if (signal.aborted) return;
    keep(check);
    onChecked?.(check);
  }
}

function keep({ engine, passed, trialMs, reason }: EngineCheck): void {
  const { trials, failures } = findings();
  const { [engine]: _, ...otherTrials } = trials;
  const { [engine]: __, ...otherFailures } = failures;
  rememberFindings(findingsKey(), {
    trials: passed && trialMs !== null ? { ...otherTrials, [engine]: trialMs } : otherTrials,
    failures: passed ? otherFailures : { ...otherFailures, [engine]: reason ?? 'it did not pass' },
  });
}
