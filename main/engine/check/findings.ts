import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { engineNames, type EngineName } from '../../../shared/run/engines.ts';
import { fileReason } from '../../files/fileReason.ts';
import { FolderError } from '../../files/makeFolder.ts';
import { writeFileWhole } from '../../files/writeFileWhole.ts';
import { cacheAdvice, cacheFolder } from '../tensorflow/supply/cacheFolder.ts';

/** Milliseconds that a step of the trial took on each engine. */
export type Trials = Readonly<Partial<Record<EngineName, number>>>;
/** What the checks of the engines found. */
export interface Findings {
  readonly trials: Trials;
  /** Why an engine did not pass, in words: the automatic choice leaves it out. */
  readonly failures: Readonly<Partial<Record<EngineName, string>>>;
  /** How many threads TensorFlow was the quickest on, or null. */
  readonly threads: number | null;
}

const nothing: Findings = { trials: {}, failures: {}, threads: null };
const file = (): string => join(cacheFolder(), 'engine-checks.json');
const name = z.enum(engineNames);
const kept = z.object({
  key: z.string(),
  trials: z.partialRecord(name, z.number().positive()),
  failures: z.partialRecord(name, z.string()),
  threads: z.number().int().positive().nullable(),
});

/** What could not be written, by its key: it holds for as long as this process lives. */
const unwritten = new Map<string, Findings>();

/** What was found for these engines, versions and devices (`key`), or nothing. */
export function recallFindings(key: string): Findings {
  const own = unwritten.get(`${file()} ${key}`);
  if (own) return own;
  try {
    const { key: before, ...findings } = kept.parse(JSON.parse(readFileSync(file(), 'utf8')));
    return before === key ? findings : nothing;
  } catch {
    return nothing;
  }
}

/** Keeps what was found; gives why that cannot be, as a part of a sentence, or null. Then it holds for this process alone. */
export function rememberFindings(key: string, findings: Findings): string | null {
  const own = `${file()} ${key}`;
  unwritten.delete(own);
  try {
    writeFileWhole(file(), JSON.stringify({ key, ...findings }), { advice: cacheAdvice });
    return null;
  } catch (error) {
    unwritten.set(own, findings);
    if (error instanceof FolderError) return error.message.replace(/\.$/, '');
    return `${file()} cannot be written, ${fileReason(error)}; ${cacheAdvice}`;
  }
}
