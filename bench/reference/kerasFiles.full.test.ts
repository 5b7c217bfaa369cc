import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWeights } from '../../main/engine/readBack/weightReaders.ts';
import { blockPlan } from '../../main/engine/testing/blockPlan.ts';
import { temporaryFolder } from '../../main/store/fixtures/temporaryFolder.ts';
import { blocks } from '../../shared/catalogue/index.ts';
import { matchLayers } from '../../shared/plan/matchLayers.ts';
import { PlanProcess } from './planProcess.ts';

const python = process.env['NETLOOM_PYTHON'];
const cases = blocks
  .filter(({ structure }) => structure !== true)
  .flatMap((block) => block.cases.flatMap((test, at) => (test.weights > 0 ? [[`${block.kind} ${at + 1}`, block, test] as const] : [])));

describe.skipIf(!python)('the weights of each block as Keras saves them', () => {
  let keras: PlanProcess;
  beforeAll(() => {
    keras = new PlanProcess({ python: python ?? '', script: 'keras_plan.py' });
  });
  afterAll(() => keras.close());

  it.each(cases)('%s: are found again in every form, number by number', async (_, block, test) => {
    const { plan, data, layer } = blockPlan(block, test);
    await keras.build(plan, data, null, { eager: true });
    // Apart from what they begin with: zeros would be like zeros.
    await keras.train([[0, 1, 2, 3, 4, 5]]);
    const { weights } = await keras.state();
    const folder = temporaryFolder();
    const saved = await keras.save(folder);
    expect(saved[0]).toBe('model.weights.h5');
    for (const form of saved) {
      const { layers, state } = await readWeights(join(folder, form));
      const source = { run: 'imported', title: form, sha256: '', layers: [...layers] };
      const theirs = matchLayers([layer], source).get(layer.layerId);
      expect(theirs, `${form} has ${layers.map(({ name, kind }) => `${name} (${kind})`).join(', ')}`).toBeDefined();
      for (const { name } of layer.weights)
        expect([...(state[`${theirs?.layer}/${name}`]?.numbers ?? [])], `${name} in ${form}`).toEqual([
          ...(weights[`${layer.layerId}/${name}`]?.numbers ?? [Number.NaN]),
        ]);
    }
  });
});
