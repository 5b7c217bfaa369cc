import { readFileSync, rmSync } from 'node:fs';
import type { Counts } from './counts.ts';

/**
 * Runs a tool whose reporter leaves its counts in `file`, and returns them. A tool that ends badly without a failed test, without a report
 * or without any test at all counts as one failure named `name`.
 */
export async function readCounts(name: string, file: string, run: () => Promise<boolean>): Promise<Counts> {
  rmSync(file, { force: true });
  const good = await run();
  let counts: Counts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, failures: [`${name}: ended without a report`], skipped: [] };
  }
  const nothing = counts.passed + counts.failed + counts.skipped.length === 0;
  if (counts.failed > 0 || (good && !nothing)) return counts;
  const reason = nothing ? 'no test was found' : 'ended badly although no test failed';
  return { ...counts, failed: 1, failures: [`${name}: ${reason}`] };
}
