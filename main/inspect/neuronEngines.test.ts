import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { NeuronView } from '../../shared/ipc/neuron.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { EngineName } from '../../shared/run/engines.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { comparedEngines } from '../engine/testing/testEngines.ts';
import { openEngine } from '../engine/openEngine.ts';
import { trainPlan } from '../train/testing/trainPlan.ts';
import { NeuronDesk } from './neuronDesk.ts';

it('a neuron is the same on every engine', { timeout: 60_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'netloom-neuron-'));
  try {
    const built = buildPlan(findTemplate('mnist-mlp').build(), { epochs: 1, limit: 64 });
    if ('problems' in built) throw new Error(built.problems[0]?.message);
    const { plan } = built;
    const last = (await trainPlan(plan, { directory, engine: 'cpu' })).findLast((message) => message.type === 'checkpoint');
    if (!last) throw new Error('no checkpoint');
    const lookOn = async (engine: EngineName): Promise<NeuronView> => {
      const desk = new NeuronDesk(() => openEngine(engine));
      const view = await desk.look({ run: 'r', plan, checkpoint: last, layer: 'dense_1', unit: 4, example: 3, place: 0 });
      await desk.close();
      return view;
    };
    const wanted = await lookOn('cpu');
    for (const engine of comparedEngines) {
      const { inputs, sums, outputs, ...rest } = await lookOn(engine);
      for (const [given, own] of [
        [inputs, wanted.inputs],
        [sums, wanted.sums],
        [outputs, wanted.outputs],
      ] as const)
        expect(Math.max(...given.map((value, at) => Math.abs(value - (own[at] ?? Number.NaN)))), engine).toBeLessThan(1e-4);
      expect([rest.weights, rest.bias, rest.example]).toEqual([wanted.weights, wanted.bias, wanted.example]);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
