import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { EngineName } from '../../../shared/run/engines.ts';
import { automaticOrder } from '../engine.ts';
import { orderByTrials } from './orderByTrials.ts';
import { recallTrials, rememberTrials } from './trials.ts';

const never = (): boolean => false;

it('puts the quickest first when all that can be had were measured', () => {
  const all: EngineName[] = ['tensorflow', 'webgpu', 'wasm'];
  expect(orderByTrials(automaticOrder, all, { tensorflow: 9, webgpu: 2, wasm: 30 }, never)).toEqual(['webgpu', 'tensorflow', 'wasm']);
  expect(orderByTrials(automaticOrder, ['webgpu', 'wasm'], { webgpu: 20, wasm: 10 }, never)).toEqual(['wasm', 'webgpu', 'tensorflow']);
});

it('leaves the order as it stands while one is not measured, and a software device at the end in any case', () => {
  expect(orderByTrials(automaticOrder, ['tensorflow', 'wasm'], { wasm: 1 }, never)).toEqual(automaticOrder);
  const software = (name: EngineName): boolean => name === 'webgpu';
  expect(orderByTrials(automaticOrder, ['webgpu', 'wasm'], { webgpu: 1, wasm: 10 }, software).at(-1)).toBe('webgpu');
  expect(orderByTrials(automaticOrder, [], {}, software)).toEqual(['tensorflow', 'wasm', 'webgpu']);
});

it('remembers a measurement for the same engines, versions and devices only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-'));
  vi.stubEnv('NETLOOM_CACHE', join(folder, 'cache'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  expect(recallTrials('here')).toEqual({});
  rememberTrials('here', { wasm: 4.5 });
  expect(recallTrials('here')).toEqual({ wasm: 4.5 });
  expect(recallTrials('elsewhere')).toEqual({});
  writeFileSync(join(folder, 'cache', 'trials.json'), '{"key":"here"');
  expect(recallTrials('here')).toEqual({});
});
