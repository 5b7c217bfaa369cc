import type { DatasetPreview } from '../../shared/ipc/rows.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import { dataParams } from '../../shared/catalogue/dataParams.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';
import { withDataset, type LoadedDataset } from './loadDataset.ts';
import { splitDataset } from './splitDataset.ts';

/** So many rows from the whole of a list, evenly: the first ones alone may all be of one class. */
function spread(rows: Int32Array, count: number): number[] {
  const taken = Math.min(count, rows.length);
  return Array.from({ length: taken }, (_, at) => rows[Math.floor((at * rows.length) / taken)] ?? 0);
}

/** What a project's data looks like: sizes of the splits, columns, class counts and some training examples. */
export async function previewDataset(document: ProjectDocument, examples: number): Promise<DatasetPreview> {
  const { choice } = projectDataset(document);
  return withDataset(choice, (loaded) => preview(document, loaded, examples));
}

async function preview(document: ProjectDocument, loaded: LoadedDataset, examples: number): Promise<DatasetPreview> {
  const { dataset } = projectDataset(document);
  const { values } = parseValues(dataParams, document.data);
  const { seed } = parseValues(trainingParams, document.training).values;
  const targets = dataset.columns.filter((column) => column.role === 'target').map((column) => column.name);
  const split = splitDataset(loaded, { ...values, limit: null }, seed, targets);
  const rows = Int32Array.from(spread(split.train, examples));
  const shown: Record<string, number[]>[] = Array.from(rows, () => ({}));
  for (const { name, shape } of dataset.columns) {
    const numbers = await readColumn(loaded, name, rows);
    const size = shape.reduce((a, b) => a * b, 1);
    for (const [at, example] of shown.entries()) example[name] = [...numbers.subarray(at * size, (at + 1) * size)];
  }
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
    examples: shown,
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
