import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { watchProcessors } from './processorShare.ts';

/** Keeps a process busy until it says that half a second has gone by. */
const spin = 'const end = Date.now() + 500; while (Date.now() < end); process.stdout.write("done")';

it('counts what another process takes, and not what this one does', async () => {
  const child = spawn(process.execPath, ['-e', spin], { stdio: ['ignore', 'pipe', 'inherit'] });
  const other = watchProcessors();
  await once(child, 'close');
  const withOther = other();
  const own = watchProcessors();
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < 300_000);
  expect(withOther).toBeGreaterThan(0);
  expect(own()).toBeGreaterThanOrEqual(0);
  expect(own()).toBeLessThanOrEqual(1);
});
