import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTemplate } from '../../../shared/templates/index.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { writeModel } from '../../export/tfjs/writeModel.ts';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import { readCheckpoint } from '../../train/checkpoint.ts';
import { trainPlan } from '../../train/testing/trainPlan.ts';
import { decodeSafetensors } from '../../train/safetensors.ts';
import { importedPath } from './importedPath.ts';
import { importWeights } from './importWeights.ts';

/** A trained network as the studio exports it for TF.js, in a folder `digits`. */
async function exported(id: string) {
  const built = buildPlan(findTemplate(id).build(), { epochs: 1, limit: 64 });
  if ('problems' in built) throw new Error('no plan');
  const { plan } = built;
  const kept = (await trainPlan(plan, { directory: temporaryFolder(), engine: 'cpu' })).findLast(
    (message) => message.type === 'checkpoint',
  );
  if (!kept) throw new Error('no checkpoint');
  const { state } = await readCheckpoint(kept.path, plan.hash);
  const folder = join(temporaryFolder(), 'digits');
  mkdirSync(folder);
  await writeModel({ plan, run: 'r', state, folder });
  return { plan, state, folder };
}

test('an exported layers model gives its weights back, layer by layer, and they are kept', async () => {
  const { plan, state, folder } = await exported('mnist-mlp');
  const home = temporaryFolder();
  const source = await importWeights(home, folder);
  expect(source).toMatchObject({ run: 'imported', title: 'the model "digits"' });
  const own = plan.layers.filter(({ weights }) => weights.length > 0);
  expect(source.layers).toEqual(
    own.map(({ name, kind, weights }) => ({
      layer: name,
      name,
      kind,
      weights: weights.map(({ name: weight, shape }) => ({ name: weight, shape })),
    })),
  );
  const kept = decodeSafetensors(readFileSync(importedPath(home, source.sha256))).state;
  for (const { name, layerId, weights } of own)
    for (const weight of weights)
      expect(String(kept[`${name}/${weight.name}`]?.numbers) === String(state[`${layerId}/${weight.name}`]?.numbers)).toBe(true);
  expect((await importWeights(home, join(folder, 'model.json'))).sha256).toBe(source.sha256);
});

test('names of models within a model, and numbers that were made smaller, are read as TF.js reads them', async () => {
  const folder = temporaryFolder();
  const model = {
    modelTopology: {
      model_config: {
        class_name: 'Sequential',
        config: { name: 'all', layers: [{ class_name: 'Dense', config: { name: 'dense_Dense1', units: 2 } }] },
      },
    },
    weightsManifest: [
      {
        paths: ['a.bin'],
        weights: [
          { name: 'all/dense_Dense1/kernel', shape: [1, 2], dtype: 'float32', quantization: { dtype: 'uint8', min: -1, scale: 0.5 } },
        ],
      },
    ],
  };
  writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
  writeFileSync(join(folder, 'a.bin'), Uint8Array.of(0, 4));
  const home = temporaryFolder();
  const { layers, sha256 } = await importWeights(home, folder);
  expect(layers).toEqual([{ layer: 'dense_Dense1', name: 'dense_Dense1', kind: 'dense', weights: [{ name: 'kernel', shape: [1, 2] }] }]);
  expect([...(decodeSafetensors(readFileSync(importedPath(home, sha256))).state['dense_Dense1/kernel']?.numbers ?? [])]).toEqual([-1, 1]);
});

test('what is no such model is refused in words', async () => {
  const folder = temporaryFolder();
  const write = (text: string): void => writeFileSync(join(folder, 'model.json'), text);
  await expect(importWeights(folder, join(folder, 'none'))).rejects.toThrow(/none: there is no such file$/);
  write('{');
  await expect(importWeights(folder, folder)).rejects.toThrow(/it is not JSON$/);
  write('{}');
  await expect(importWeights(folder, folder)).rejects.toThrow(/it is no TF\.js model/);
  write(JSON.stringify({ format: 'graph-model', modelTopology: {}, weightsManifest: [] }));
  await expect(importWeights(folder, folder)).rejects.toThrow(/graph model, which has no layers/);
  const weights = [{ name: 'a/kernel', shape: [2, 2], dtype: 'float32' }];
  write(
    JSON.stringify({ modelTopology: { config: { name: 'a' }, class_name: 'Dense' }, weightsManifest: [{ paths: ['../a.bin'], weights }] }),
  );
  await expect(importWeights(folder, folder)).rejects.toThrow(/outside its folder/);
  write(
    JSON.stringify({ modelTopology: { config: { name: 'a' }, class_name: 'Dense' }, weightsManifest: [{ paths: ['a.bin'], weights }] }),
  );
  await expect(importWeights(folder, folder)).rejects.toThrow(/"a\.bin" cannot be read/);
  writeFileSync(join(folder, 'a.bin'), Uint8Array.of(1, 2));
  await expect(importWeights(folder, folder)).rejects.toThrow(/damaged or of another model/);
});
