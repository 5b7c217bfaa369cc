import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import { residentLimit, shellLimit } from './residentLimit.ts';

test('data is held up to a part of what the machine has, and of what is free of it', () => {
  expect(residentLimit(12e9, 11e9)).toBe(2e9);
  expect(residentLimit(12e9, 3e9)).toBe(0.8e9);
  expect(residentLimit()).toBeGreaterThan(0);
});

test('what a shell allows is a limit, too', () => {
  const file = join(temporaryFolder(), 'limits');
  const line = (name: string, value: string): string => `${name.padEnd(26)}${value.padEnd(21)}unlimited            bytes     \n`;
  const limits = (data: string, space: string): number => {
    writeFileSync(file, line('Max data size', data) + line('Max stack size', '8388608') + line('Max address space', space));
    return shellLimit(file);
  };
  expect(limits('unlimited', 'unlimited')).toBe(Infinity);
  expect(limits('3000000000', 'unlimited')).toBe(3e9);
  expect(limits('3000000000', '2048000000')).toBe(2.048e9);
  expect(shellLimit(`${file}.none`)).toBe(Infinity);
});
