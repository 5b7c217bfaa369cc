import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { isAlive, processIdentity } from './processIdentity.ts';

test('this process lives; one with its pid and another start, or a pid that nobody has, does not', async () => {
  const own = processIdentity();
  expect(processIdentity()).toEqual(own);
  expect(isAlive(own)).toBe(true);
  if (process.platform !== 'win32') expect(isAlive({ ...own, started: 'another time' })).toBe(false);
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('exit', resolve));
  expect(isAlive({ pid: child.pid ?? 0, started: own.started })).toBe(false);
});
