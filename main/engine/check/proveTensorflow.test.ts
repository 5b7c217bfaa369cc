import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { automaticEngine, findings } from '../describeEngines.ts';
import { locateTensorflow } from '../tensorflow/locate.ts';
import { unloadableEngine } from '../tensorflow/testing/unloadableEngine.ts';
import { bindingName, writeManifest } from '../tensorflow/supply/manifest.ts';
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
