import { loadDataset } from '../../../main/data/loadDataset.ts';
import { heldNumbers } from '../../../main/engine/streaming/heldRows.ts';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { network } from '../../../shared/templates/network.ts';

/** Rows of the data that the small network is trained with; none is held out. */
export const examples = 48;

/** Units of its hidden layer. */
export const hiddenUnits = 4;

/** Ten numbers through four tanh units to one number, trained by gradient descent; with a `dropout` behind the units where it has a rate. */
export function smallRegression(training: Readonly<Record<string, unknown>>, dropout?: number): ProjectDocument {
  return network(
    {
      name: 'Small regression',
      notes: '',
      data: { dataset: { kind: 'friedman', values: { count: examples, noise: 0 } }, validationSize: 0, testSize: 0 },
      training: { optimizer: { kind: 'sgd', values: { learningRate: 0.01 } }, epochs: 3, batchSize: 16, seed: 4, ...training },
    },
    {
      x: { kind: 'input', values: { shape: [10], column: 'features' }, at: [0, 0] },
      hidden: { kind: 'dense', values: { units: hiddenUnits, activation: 'tanh' }, from: ['x'], at: [1, 0] },
      ...(dropout !== undefined && { drop: { kind: 'dropout', values: { rate: dropout }, from: ['hidden'], at: [1, 1] } }),
      last: { kind: 'dense', values: { units: 1 }, from: [dropout === undefined ? 'hidden' : 'drop'], at: [2, 0] },
      y: { kind: 'output', values: { column: 'y', loss: 'meanSquaredError', metrics: [] }, from: ['last'], at: [3, 0] },
    },
  );
}

export function planOf(document: ProjectDocument): TrainPlan {
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan;
}

/** Its examples, as rows of plain numbers. */
export async function regressionRows(
  plan: TrainPlan,
): Promise<readonly { readonly x: readonly number[]; readonly y: readonly number[] }[]> {
  const { columns } = await loadDataset(plan.data.dataset);
  const [x, y] = [heldNumbers(columns['features']), heldNumbers(columns['y'])];
  return Array.from({ length: examples }, (_, row) => ({ x: [...x.slice(row * 10, (row + 1) * 10)], y: [y[row] ?? 0] }));
}
