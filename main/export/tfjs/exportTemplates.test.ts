import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { uniforms } from '../../../shared/random/stream.ts';
import { templates } from '../../../shared/templates/index.ts';
import { loadDataset } from '../../data/loadDataset.ts';
import type { State } from '../../engine/engine.ts';
import { openEngine } from '../../engine/openEngine.ts';
import { locateTensorflow } from '../../engine/tensorflow/locate.ts';
import { firstPosition, writeCheckpoint } from '../../train/checkpoint.ts';
import { exportTfjs } from './exportTfjs.ts';

/** Weights as a training could leave them: none is 0 or 1 any longer, so that a bias or an average that is left out is seen. */
const moved = (state: State): State =>
  Object.fromEntries(
    Object.entries(state).map(([key, data]) => {
      const noise = uniforms(1, key, 0, 0, data.numbers.length);
      const numbers = Float32Array.from(data.numbers, (value, at) => value + 0.04 * ((noise[at] ?? 0) - 0.5));
      return [key, data.dtype === 'float32' ? { ...data, numbers } : data];
    }),
  );

async function moveFirstWeights(plan: TrainPlan, folder: string): Promise<string> {
  const engine = await openEngine('wasm');
  const model = await engine.create(plan, await loadDataset(plan.data.dataset));
  const state = moved(await model.readState());
  model.dispose();
  return (await writeCheckpoint(folder, { position: firstPosition(plan, engine), state })).path;
}

test.skipIf(!locateTensorflow().ready).each(templates.map((template) => [template.id, template] as const))(
  'the template %s is exported, and stock TF.js gives what the studio gives',
  async (id, template) => {
    const folder = await mkdtemp(join(tmpdir(), 'netloom-export-'));
    try {
      const built = buildPlan(template.build());
      if ('problems' in built) throw new Error(built.problems[0]?.message);
      const { plan } = built;
      const checkpoint = await moveFirstWeights(plan, join(folder, 'run'));
      const result = await exportTfjs({ run: 'r', plan, checkpoint, directory: join(folder, 'out'), format: 'tfjs' });
      expect(result.samples).toBeGreaterThanOrEqual(15);
      expect(result.largestDifference).toBeLessThan(1e-5);
      // What stock layers say stays layers, which others can train on.
      expect(result.kind).toBe(id === 'transformer' ? 'graph-model' : 'layers-model');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
