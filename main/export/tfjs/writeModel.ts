import { join } from 'node:path';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { State } from '../../engine/engine.ts';
import { writeFileAtomic } from '../../train/writeFileAtomic.ts';
import { layersTopology } from './layersTopology.ts';
import { writePage } from './page/writePage.ts';

interface ModelFiles {
  readonly plan: TrainPlan;
  readonly run: string;
  readonly state: State;
  /** Where the files go; it is there already. */
  readonly folder: string;
}

/** Writes model.json and weights.bin as TF.js lays them out, with names and classes beside, and the page that uses them. */
export async function writeModel({ plan, run, state, folder }: ModelFiles): Promise<void> {
  const { topology, weights } = layersTopology(plan);
  const parts = weights.map(({ key, name }) => {
    const data = state[key];
    if (!data) throw new Error(`the checkpoint has no weight "${name}"`);
    return new Uint8Array(data.numbers.buffer, data.numbers.byteOffset, data.numbers.byteLength);
  });
  const bytes = Buffer.concat(parts);
  const specs = weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const model = {
    format: 'layers-model',
    generatedBy: 'Netloom',
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
    userDefinedMetadata: {
      run,
      project: plan.name,
      inputs: plan.inputs.map(({ name, column, spec }) => ({ name, column, shape: spec.shape })),
      outputs: plan.heads.map(({ name, column, classes }) => ({ name, column, classes })),
    },
  };
  await writeFileAtomic(join(folder, 'weights.bin'), bytes);
  await writeFileAtomic(join(folder, 'model.json'), JSON.stringify(model, null, 1));
  await writePage({ plan, folder, topology, specs, bytes });
}
