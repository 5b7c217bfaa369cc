import { readFile } from 'node:fs/promises';
import { NeuronDesk } from '../../../main/inspect/neuronDesk.ts';
import { withDataset } from '../../../main/data/loadDataset.ts';
import { readColumn } from '../../../main/engine/streaming/heldRows.ts';
import { decodeSafetensors } from '../../../main/train/safetensors.ts';
import { takeSurfaces } from '../../../main/train/takeSurfaces.ts';
import { trainPlan } from '../../../main/train/testing/trainPlan.ts';
import { openPlan } from '../../../main/train/workerJobs.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import type { PlainCase } from '../referenceCase.ts';
import { DenseNetwork } from './denseNetwork.ts';
import { plainCase } from './plainCase.ts';
import { withFolder } from './withFolder.ts';

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** A network of two numbers, trained a little: its plan, its last checkpoint, and the same network in plain numbers. */
async function trained(directory: string) {
  const built = buildPlan(findTemplate('xor').build(), { epochs: 2 });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const { plan } = built;
  const checkpoint = (await trainPlan(plan, { directory, engine: 'cpu' })).findLast((message) => message.type === 'checkpoint');
  if (!checkpoint) throw new Error('no checkpoint was kept');
  const network = new DenseNetwork(plan, decodeSafetensors(await readFile(checkpoint.path)).state);
  return { plan, checkpoint, network };
}

/** The share of the second class in the middle of each cell of the decision surface. */
const surface = (): PlainCase =>
  plainCase('views', 'decisionSurface', 'xor', 'a plain network', () =>
    withFolder(async (directory) => {
      const { plan, checkpoint, network } = await trained(directory);
      const { model, plane, close } = await openPlan(plan, { engine: 'cpu', checkpoint: checkpoint.path });
      try {
        if (!plane) throw new Error('no plane');
        const [seen] = await takeSurfaces(plan, model, plane);
        const { x, y, side } = plane;
        const middle = ({ low, high }: typeof x, at: number): number => low + ((high - low) * (at + 0.5)) / side;
        return {
          found: (seen?.values ?? []).map((value, cell) =>
            value === 1 ? (seen?.shares?.[cell] ?? Number.NaN) : 1 - (seen?.shares?.[cell] ?? Number.NaN),
          ),
          expected: Array.from({ length: side * side }, (_, cell) =>
            sigmoid(network.forth([middle(x, cell % side), middle(y, Math.floor(cell / side))]).output[0] ?? Number.NaN),
          ),
        };
      } finally {
        await close();
      }
    }),
  );

/** Of units of both layers, for several examples: what arrives, the sums and the outputs of all units, and the unit's own. */
const neuron = (): PlainCase =>
  plainCase('views', 'neuron', 'xor', 'a plain network', (engine) =>
    withFolder(async (directory) => {
      const { plan, checkpoint, network } = await trained(directory);
      const desk = new NeuronDesk(() => Promise.resolve(engine));
      const [found, expected]: [number[], number[]] = [[], []];
      try {
        for (const example of [0, 7, 421]) {
          const x = [...(await withDataset(plan.data.dataset, (data) => readColumn(data, 'point', Int32Array.of(example))))];
          const { given, sums } = network.forth(x);
          for (const [place, layer] of ['dense', 'dense_1'].entries()) {
            const own = sums[place] ?? [];
            const outputs = own.map(place === 0 ? Math.tanh : sigmoid);
            const view = await desk.look({ run: 'r', plan, checkpoint, layer, unit: own.length - 1, example, place: 0 });
            found.push(...view.inputs, ...view.sums, ...view.outputs, view.sum, view.output);
            expected.push(...(given[place] ?? []), ...own, ...outputs, own.at(-1) ?? Number.NaN, outputs.at(-1) ?? Number.NaN);
          }
        }
      } finally {
        await desk.close();
      }
      return { found, expected };
    }),
  );

export const viewCases = (): readonly PlainCase[] => [surface(), neuron()];
