import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSamples, type RunSamples } from '../../../shared/ipc/rows.ts';
import { writeFileWhole } from '../../files/writeFileWhole.ts';

const fileOf = (folder: string, run: string): string => join(folder, 'runs', run, 'samples.json');

/** Keeps the newest samples of a run beside its weights. */
export const keepSamples = (folder: string, run: string, samples: RunSamples): void =>
  writeFileWhole(fileOf(folder, run), JSON.stringify(samples), { mode: 0o700, advice: 'make room for it and resume the run' });

/** The samples of a run that were kept last; null where there are none that can be read. */
export function readSamples(folder: string, run: string): RunSamples | null {
  try {
    const parsed = runSamples.safeParse(JSON.parse(readFileSync(fileOf(folder, run), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
