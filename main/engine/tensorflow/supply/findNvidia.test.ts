import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findNvidia, isOlder } from './findNvidia.ts';

/** A machine whose driver shows these files below /proc. */
function machine(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'nvidia-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}
const closed =
  'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\nGCC version:  gcc version 11.4.0\n';
const open = 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build  (dvs-builder@U16)\n';
const card = 'Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 123\n';

test('tells the driver and the cards', () => {
  const one = machine({ 'proc/driver/nvidia/version': closed, 'proc/driver/nvidia/gpus/0000:01:00.0/information': card });
  expect(findNvidia({}, one)).toEqual({ driver: '535.104.05', cards: ['NVIDIA GeForce RTX 4090'] });
  const two = machine({
    'proc/driver/nvidia/version': open,
    'proc/driver/nvidia/gpus/0000:01:00.0/information': card,
    'proc/driver/nvidia/gpus/0000:02:00.0/information': 'Model: NVIDIA H200\n',
  });
  expect(findNvidia({}, two)).toEqual({ driver: '570.86.15', cards: ['NVIDIA GeForce RTX 4090', 'NVIDIA H200'] });
});

test('finds the cards of Windows below its Linux', () => {
  expect(findNvidia({}, machine({ 'usr/lib/wsl/lib/libcuda.so.1': '' }))).toEqual({ driver: null, cards: ['NVIDIA graphics card'] });
});

test('finds none without a driver, without a card, or where they are hidden', () => {
  expect(findNvidia({}, machine({}))).toBeNull();
  expect(findNvidia({}, machine({ 'proc/driver/nvidia/version': closed }))).toBeNull();
  const one = machine({ 'proc/driver/nvidia/version': closed, 'proc/driver/nvidia/gpus/0000:01:00.0/information': card });
  for (const hidden of ['', '-1']) expect(findNvidia({ CUDA_VISIBLE_DEVICES: hidden }, one)).toBeNull();
  expect(findNvidia({ CUDA_VISIBLE_DEVICES: '0' }, one)).not.toBeNull();
});

test.each([
  ['470.82.01', '525.60.13', true],
  ['525.60.11', '525.60.13', true],
  ['525.60.13', '525.60.13', false],
  ['525.105', '525.60.13', false],
  ['570', '525.60.13', false],
])('%s is older than %s: %s', (a, b, older) => expect(isOlder(a, b)).toBe(older));
