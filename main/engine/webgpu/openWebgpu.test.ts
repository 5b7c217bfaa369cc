import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { automaticEngine, describeEngines, engineOrder } from '../describeEngines.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { blockPlan } from '../testing/blockPlan.ts';
import { findBlock } from '../../../shared/catalogue/index.ts';
import { findAdapter } from './findAdapter.ts';
import { noAdapter } from './requestAdapter.ts';

/** A cache folder of its own; `drivers` in place of the system's. */
function alone(drivers?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-'));
  vi.stubEnv('NETLOOM_CACHE', folder);
  if (drivers !== undefined) vi.stubEnv('VK_DRIVER_FILES', drivers);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return folder;
}

describe.runIf(process.platform === 'linux')('without a driver', () => {
  it('goes without remembering where the cache folder cannot be made', () => {
    alone('/nowhere/driver.json');
    vi.stubEnv('NETLOOM_CACHE', '/proc/nope');
    expect(findAdapter()).toEqual({ reason: noAdapter('linux') });
  });

  it('says what to install', () => {
    alone('/nowhere/driver.json');
    expect(findAdapter()).toEqual({ reason: noAdapter('linux') });
    expect(describeEngines().find(({ name }) => name === 'webgpu')).toEqual({
      name: 'webgpu',
      available: false,
      version: null,
      device: null,
      reason: expect.stringMatching(/mesa-vulkan-drivers/),
      advice: null,
    });
  });

  it('remembers what it found, in words that are read back, and looks again where the words are spoilt', () => {
    const folder = alone('/nowhere/other.json');
    const found = findAdapter();
    const file = join(folder, 'webgpu.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { key: string };
    expect(kept).toMatchObject({ found });
    writeFileSync(file, '{');
    expect(findAdapter(true)).toEqual(found);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ key: kept.key, found });
  });
});

describe.runIf(comparedEngines.includes('webgpu'))('on this machine', () => {
  it('is chosen by itself only when a graphics card computes', () => {
    const found = findAdapter();
    const software = found.reason === null && found.software;
    expect(engineOrder().indexOf('webgpu') > engineOrder().indexOf('wasm')).toBe(software);
    if (software) expect(automaticEngine()).not.toBe('webgpu');
  });

  it('says that a model is too large, and trains the next one all the same', async () => {
    const { plan, data } = blockPlan(findBlock('dense'), findBlock('dense').cases[0] ?? { inputs: {}, output: [], weights: 0 });
    await onEngine('webgpu', async (engine) => {
      const huge = { ...data, rows: 1 };
      const model = await engine.create(plan, huge);
      const backend = tf.backend() as tf.KernelBackend & { device: GPUDevice };
      const limit = backend.device.limits.maxBufferSize;
      backend.device.createBuffer({ size: limit + 4, usage: GPUBufferUsage.STORAGE });
      await expect(model.predict(Int32Array.of(0))).rejects.toThrow(/^there is not enough memory on .*: try a smaller batch size/);
      model.dispose();
      const next = await engine.create(plan, data);
      await expect(next.predict(Int32Array.of(0))).resolves.toHaveProperty('head');
      next.dispose();
    });
  });
});
