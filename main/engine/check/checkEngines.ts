import type { EngineName } from '../../../shared/run/engines.ts';
import { findings, findingsKey } from '../describeEngines.ts';
import { threadCandidates } from '../threadCount.ts';
import { checkEngine, type EngineCheck } from './checkEngine.ts';
import { rememberFindings } from './findings.ts';
import { sayDamage } from './sayDamage.ts';

interface Options {
  readonly signal: AbortSignal;
  readonly onStep?: (engine: EngineName, step: number, steps: number) => void;
  readonly onChecked?: (check: EngineCheck) => void;
  readonly check?: typeof checkEngine;
}

/**
 * Checks engines one after the other, so that none takes the other's time, and keeps what is found for the automatic choice. Nothing is kept of
 * those that an interruption left out. Gives why the findings cannot be kept beyond this process, as a part of a sentence; null when they are.
 */
export async function checkEngines(engines: readonly EngineName[], options: Options): Promise<string | null> {
  let unkept: string | null = null;
  const { signal, onStep, onChecked, check = checkEngine } = options;
  for (const engine of engines) {
    const step = (at: number, of: number): void => onStep?.(engine, at, of);
    const [first = null, ...others] = engine === 'tensorflow' ? threadCandidates() : [];
    const own = await check(engine, { signal, onStep: step, ...(first === null ? {} : { threads: first }) });
    const timed = first === null || !own.passed ? [] : [{ threads: first, check: own }];
    if (timed.length > 0)
      for (const threads of others) timed.push({ threads, check: await check(engine, { signal, onStep: step, threads }) });
    // Fewer threads look quicker, too, while another program takes a processor: what holds for good has to be seen twice.
    for (let again = 1; again < turns && quickest(timed)?.threads !== first; again++)
      for (const [at, { threads }] of timed.entries())
        timed[at] = quicker(timed[at], { threads, check: await check(engine, { signal, threads }) });
    if (signal.aborted) return unkept;
    // One that loads may still crash, or compute something else.
    const damage = engine === 'tensorflow' && !own.passed ? await sayDamage() : null;
    // On a busy machine fewer threads look quicker in every turn.
    const best = timed.some((own) => own.check.elsewhere > busy) ? timed[0] : quickest(timed);
    const found = damage === null ? (best?.check ?? own) : { ...own, reason: damage };
    unkept = keep(found, best?.threads ?? null);
    onChecked?.(found);
  }
  return unkept;
}

interface Timed {
  readonly threads: number;
  readonly check: EngineCheck;
}
/** How much quicker another number of threads must be than all: less is chance. */
const clearly = 0.93;

/** Share of the processors that others may take: above it, what is measured says nothing of the machine alone. */
const busy = 0.1;

/** Times that all are timed before fewer threads than all are taken. */
const turns = 3;
const time = ({ check }: Timed): number => (check.passed ? (check.trialMs ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY);
/** The better of two checks on the same number of threads: what slows one down is other work. */
const quicker = (before: Timed | undefined, now: Timed): Timed => (before && time(before) <= time(now) ? before : now);

/** The quickest of those that passed; the first, with all threads, unless another is clearly quicker. */
function quickest([first, ...others]: readonly Timed[]): Timed | undefined {
  return first && others.reduce((best, other) => (time(other) < time(first) * clearly && time(other) < time(best) ? other : best), first);
}

function keep({ engine, passed, trialMs, reason }: EngineCheck, threads: number | null): string | null {
  const before = findings();
  const { [engine]: _, ...trials } = before.trials;
  const { [engine]: __, ...failures } = before.failures;
  return rememberFindings(findingsKey(), {
    trials: passed && trialMs !== null ? { ...trials, [engine]: trialMs } : trials,
    failures: passed ? failures : { ...failures, [engine]: reason ?? 'it did not pass' },
    threads: engine === 'tensorflow' ? threads : before.threads,
  });
}
