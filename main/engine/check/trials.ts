import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineName } from '../../../shared/run/engines.ts';
import { writeFileWhole } from '../../files/writeFileWhole.ts';
import { cacheAdvice, cacheFolder } from '../tensorflow/supply/cacheFolder.ts';

/** Milliseconds that a step of the trial took on each engine. */
export type Trials = Readonly<Partial<Record<EngineName, number>>>;

const file = (): string => join(cacheFolder(), 'trials.json');

/** What was measured for these engines, versions and devices (`key`), or nothing. */
export function recallTrials(key: string): Trials {
  try {
    const value: unknown = JSON.parse(readFileSync(file(), 'utf8'));
    if (typeof value !== 'object' || value === null || !('key' in value) || !('trials' in value) || value.key !== key) return {};
    const { trials } = value;
    if (typeof trials !== 'object' || trials === null) return {};
    return Object.fromEntries(Object.entries(trials).filter(([, ms]) => typeof ms === 'number' && ms > 0));
  } catch {
    return {};
  }
}

/** Keeps what was measured. Throws when it cannot be written. */
export function rememberTrials(key: string, trials: Trials): void {
  writeFileWhole(file(), JSON.stringify({ key, trials }), { advice: cacheAdvice });
}
