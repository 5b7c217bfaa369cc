import { join } from 'node:path';
import { root, runTool } from '../checks/runTool.ts';
import type { Counts } from './counts.ts';
import { readCounts } from './readCounts.ts';

/** Unit and engine tests by vitest. */
export function runUnitTests(results: string): Promise<Counts> {
  const file = join(results, 'vitest-counts.json');
  const reporters = ['--reporter', 'default', '--reporter', join(root, 'scripts/test/vitestCounts.ts')];
  return readCounts('vitest', file, () => runTool('vitest', 'vitest', ['run', ...reporters], { ...process.env, NETLOOM_COUNTS: file }));
}
