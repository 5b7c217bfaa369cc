import { watchLayers } from '../../../main/engine/watches/index.ts';
import { loadDataset } from '../../../main/data/loadDataset.ts';
import type { PlainCase } from '../referenceCase.ts';
import { DenseNetwork, type DenseGradient, type PlainDense } from './denseNetwork.ts';
import { plainCase } from './plainCase.ts';
import { planOf, regressionRows, smallRegression } from './smallRegression.ts';

const batch = Int32Array.from({ length: 24 }, (_, row) => row);
const length = (numbers: readonly number[]): number => Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
const share = (numbers: readonly number[], counts: (value: number) => boolean): number => numbers.filter(counts).length / numbers.length;

/** What is told of a layer: from its weights, its gradients, and what its activation is given for each example. Null where there is nothing. */
type Told = (layer: PlainDense, gradient: DenseGradient, sums: readonly number[]) => number | null;

/** Each with the values that it is tried with. */
const watches: readonly (readonly [kind: string, values: Readonly<Record<string, number>>, told: Told])[] = [
  ['gradientNorm', {}, (_, { kernel, bias }) => length([...kernel.flat(), ...bias])],
  ['weightNorm', {}, ({ kernel }) => length(kernel.flat())],
  ['sparsity', { bound: 0.2 }, ({ kernel }) => share(kernel.flat(), (weight) => Math.abs(weight) < 0.2)],
  ['saturation', { bound: 0.5 }, ({ tanh }, _, sums) => (tanh ? share(sums, (z) => 1 - Math.tanh(z) ** 2 < 0.5) : null)],
];

/** Each watch of a small network over a batch. */
export const watchCases = (): readonly PlainCase[] =>
  watches.map(([kind, values, told]) =>
    plainCase('watches', kind, JSON.stringify(values), 'a plain network, forth and back', async (engine) => {
      const plan = planOf(smallRegression({ watch: [{ kind, values }] }));
      const model = await engine.create(plan, await loadDataset(plan.data.dataset));
      try {
        const state = await model.readState();
        const seen = { ...watchLayers(plan, state), ...(await model.probe(batch, { epoch: 0, step: 0 })) };
        const network = new DenseNetwork(plan, state);
        const rows = (await regressionRows(plan)).slice(0, batch.length);
        const { gradients } = network.back(rows);
        const expected = network.layers.flatMap((layer, place) => {
          const sums = rows.flatMap(({ x }) => network.forth(x).sums[place] ?? []);
          const gradient = gradients[place];
          const own = gradient ? told(layer, gradient, sums) : null;
          return own === null ? [] : [own];
        });
        return { found: Object.values(seen), expected };
      } finally {
        model.dispose();
      }
    }),
  );
