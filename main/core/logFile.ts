import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const largest = 5_000_000;

/** The data folder's log: what helps to understand a fault later, never what the user must read. A log that cannot be written is no fault. */
export function logFile(folder: string): (text: string) => void {
  const file = join(folder, 'netloom.log');
  return (text) => {
    try {
      appendFileSync(file, `${new Date().toISOString()} [${process.pid}] ${text.trimEnd()}\n`, { mode: 0o600 });
      if (statSync(file).size > largest) renameSync(file, `${file}.old`);
    } catch {
      // The disk is full or the folder is gone.
    }
  };
}
