import type { EngineName } from '../../shared/run/engines.ts';
import type { Place, Position } from './checkpoint.ts';

/** Engines that compute the same on every processor. */
const everywhereAlike: readonly string[] = ['wasm', 'cpu'] satisfies readonly EngineName[];

/**
 * That a run goes on elsewhere than it stood, so that its last digits will differ from those of a run that was never interrupted; null where they will not.
 * What its checkpoint does not tell is taken to be the same.
 */
export function resumeWords(before: Pick<Position, keyof Place | 'step'>, now: Place): string | null {
  if (before.step === 0) return null;
  const [then, here] = differing(before, now) ?? [];
  if (then === undefined || here === undefined) return null;
  return `It stood on ${then} and goes on from step ${before.step.toLocaleString('en-US')} on ${here}: from there its last digits differ from those of a run that was never interrupted.`;
}

/** Both in words, by the first thing in which they differ; null where in nothing. */
function differing(before: Place, now: Place): readonly [string, string] | null {
  const both = (say: (place: Place) => string): readonly [string, string] => [say(before), say(now)];
  if (before.engine !== now.engine) return both(({ engine }) => engine);
  if (before.engineVersion !== now.engineVersion) return both(({ engine, engineVersion }) => `${engine} ${engineVersion}`);
  if (before.session !== '' && before.session !== now.session)
    return both(({ engine, session }) => `${engine}'s ${session === 'own' ? 'session by Netloom' : 'stock session'}`);
  if (everywhereAlike.includes(now.engine)) return null;
  if (before.device !== '' && before.device !== now.device) return both(({ device }) => device);
  return before.threads === now.threads ? null : both(({ threads }) => `${threads} threads`);
}
