import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { automaticEngine, findings } from '../describeEngines.ts';
import { locateTensorflow } from '../tensorflow/locate.ts';
import { unloadableEngine } from '../tensorflow/testing/unloadableEngine.ts';
import { bindingName, graphSessionName, writeManifest } from '../tensorflow/supply/manifest.ts';
import { SupplyError } from '../tensorflow/supply/supplyError.ts';
import type { tryBinding } from '../tensorflow/supply/tryBinding.ts';
import { proveTensorflow } from './proveTensorflow.ts';

it('TensorFlow that is there and does not load is not chosen, until its files are others', async () => {
  const folder = unloadableEngine();
  expect(locateTensorflow().ready).toBe(true);
  expect(automaticEngine()).toBe('tensorflow');
  await proveTensorflow();
  expect(findings().failures.tensorflow).toMatch(/^TensorFlow's binding cannot be loaded: .*: to set it up again, install Netloom anew/);
  expect(automaticEngine()).not.toBe('tensorflow');
  rmSync(join(folder, bindingName));
  writeFileSync(join(folder, bindingName), 'another one');
  writeManifest(folder, '2.21.0', [bindingName]);
  expect(findings().failures).toEqual({});
  expect(automaticEngine()).toBe('tensorflow');
});

it('what a check has told already is not looked for again, and one that loads is left as it is', async () => {
  unloadableEngine();
  let loads = 0;
  const load = (): Promise<string> => {
    loads += 1;
    return Promise.resolve('2.21.0');
  };
  await proveTensorflow(load);
  expect(findings().failures).toEqual({});
  await proveTensorflow();
  await proveTensorflow(load);
  expect(loads).toBe(1);
});

it('one that loads without our addon is chosen, and that is said', async () => {
  const folder = unloadableEngine();
  writeFileSync(join(folder, graphSessionName), 'not a library');
  const load: typeof tryBinding = (_, options) =>
    options?.addons?.length ? Promise.reject(new SupplyError('invalid ELF header')) : Promise.resolve('2.21.0');
  expect(await proveTensorflow(load)).toMatch(
    /^Netloom's own way .* does not load \(invalid ELF header\): .* set it up again, install Netloom anew/,
  );
  expect(automaticEngine()).toBe('tensorflow');
});
