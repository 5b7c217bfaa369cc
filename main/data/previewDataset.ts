import type { DatasetPreview } from '../../shared/ipc/rows.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import { dataParams } from '../../shared/catalogue/dataParams.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { loadDataset } from './loadDataset.ts';
import { splitDataset } from './splitDataset.ts';

/** So many rows from the whole of a list, evenly: the first ones alone may all be of one class. */
function spread(rows: Int32Array, count: number): number[] {
  const taken = Math.min(count, rows.length);
  return Array.from({ length: taken }, (_, at) => rows[Math.floor((at * rows.length) / taken)] ?? 0);
}

/** What a project's data looks like: sizes of the splits, columns, class counts and some training examples. */
export async function previewDataset(document: ProjectDocument, examples: number): Promise<DatasetPreview> {
  const { dataset, choice } = projectDataset(document);
  const { values } = parseValues(dataParams, document.data);
  const { seed } = parseValues(trainingParams, document.training).values;
  const loaded = await loadDataset(choice);
  const targets = dataset.columns.filter((column) => column.role === 'target').map((column) => column.name);
  const split = splitDataset(loaded, { ...values, limit: null }, seed, targets);
  const width = (name: string): number => loaded.columns[name]?.shape.reduce((a, b) => a * b, 1) ?? 0;
  const numbersOf = (name: string, row: number): number[] => {
    const size = width(name);
    return [...(loaded.columns[name]?.numbers.subarray(row * size, (row + 1) * size) ?? [])];
  };
  return {
    dataset: dataset.kind,
    train: split.train.length,
    validation: split.validation.length,
    test: split.test.length,
    columns: dataset.columns.map(({ name, role, type, shape, classes, tokens, fractions = false }) => ({
      name,
      role,
      type,
      shape: [...shape],
      classes: classes ? [...classes] : null,
      tokens: tokens ? [...tokens] : null,
      fractions,
    })),
    examples: spread(split.train, examples).map((row) =>
      Object.fromEntries(dataset.columns.map(({ name }) => [name, numbersOf(name, row)])),
    ),
    classCounts: Object.fromEntries(
      dataset.columns
        .filter((column) => column.type === 'class')
        .map(({ name, classes = [] }) => {
          const counts = classes.map(() => 0);
          const { numbers } = loaded.columns[name] ?? {};
          for (const row of split.train) counts[numbers?.[row] ?? 0] = (counts[numbers?.[row] ?? 0] ?? 0) + 1;
          return [name, counts];
        }),
    ),
  };
}
