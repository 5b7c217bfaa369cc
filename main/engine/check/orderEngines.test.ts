import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { EngineName } from '../../../shared/run/engines.ts';
import { automaticOrder } from '../engine.ts';
import { recallFindings, rememberFindings, type Trials } from './findings.ts';
import { orderEngines } from './orderEngines.ts';

const never = (): boolean => false;
const all: EngineName[] = ['tensorflow', 'webgpu', 'wasm'];
const timed = (trials: Trials) => ({ trials, failures: {} });

it('puts the quickest first when all that can be had were measured', () => {
  expect(orderEngines(automaticOrder, all, timed({ tensorflow: 9, webgpu: 2, wasm: 30 }), never)).toEqual(['webgpu', 'tensorflow', 'wasm']);
  expect(orderEngines(automaticOrder, ['webgpu', 'wasm'], timed({ webgpu: 20, wasm: 10 }), never)).toEqual([
    'wasm',
    'webgpu',
    'tensorflow',
  ]);
});

it('leaves the order as it stands while one is not measured, and a software device at the end in any case', () => {
  expect(orderEngines(automaticOrder, ['tensorflow', 'wasm'], timed({ wasm: 1 }), never)).toEqual(automaticOrder);
  const software = (name: EngineName): boolean => name === 'webgpu';
  expect(orderEngines(automaticOrder, ['webgpu', 'wasm'], timed({ webgpu: 1, wasm: 10 }), software).at(-1)).toBe('webgpu');
  expect(orderEngines(automaticOrder, [], timed({}), software)).toEqual(['tensorflow', 'wasm', 'webgpu']);
  // It is last anyway: the others are compared without it.
  expect(orderEngines(automaticOrder, all, timed({ tensorflow: 9, wasm: 3 }), software)).toEqual(['wasm', 'tensorflow', 'webgpu']);
});

it('leaves out an engine that failed its check, also while others are not measured', () => {
  const wrong = 'it computes other numbers';
  expect(orderEngines(automaticOrder, all, { trials: {}, failures: { tensorflow: wrong } }, never)).toEqual(['webgpu', 'wasm']);
  const findings = { trials: { tensorflow: 9, wasm: 3 }, failures: { webgpu: wrong } };
  expect(orderEngines(automaticOrder, all, findings, never)).toEqual(['wasm', 'tensorflow']);
});

it('remembers a finding for the same engines, versions and devices only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-'));
  vi.stubEnv('NETLOOM_CACHE', join(folder, 'cache'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const nothing = { trials: {}, failures: {}, threads: null };
  const findings = { trials: { wasm: 4.5 }, failures: { webgpu: 'it crashed' }, threads: 4 };
  expect(recallFindings('here')).toEqual(nothing);
  rememberFindings('here', findings);
  expect(recallFindings('here')).toEqual(findings);
  expect(recallFindings('elsewhere')).toEqual(nothing);
  writeFileSync(join(folder, 'cache', 'engine-checks.json'), '{"key":"here"');
  expect(recallFindings('here')).toEqual(nothing);
});
