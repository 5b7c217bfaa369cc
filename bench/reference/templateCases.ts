import type { ColumnData } from '../../main/engine/engine.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { randomSource } from '../../shared/random/stream.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { isDrawn } from './isDrawn.ts';
import type { TrainingCase } from './referenceCase.ts';

/** Whole networks as their templates have them, with loss and optimizer, and how many steps they are trained where chance does not. */
const compared: Readonly<Record<string, number>> = {
  xor: 20,
  'two-spirals': 20,
  'iris-mlp': 20,
  'mnist-mlp': 20,
  'keras-demo': 20,
};
const rows = 6;

/** Drawn numbers for every column that a plan is fed with or compared to. */
function drawnData({ name, inputs, heads }: TrainPlan): ColumnData {
  const random = randomSource(2, name);
  const columns: Record<string, ColumnData['columns'][string]> = {};
  for (const { column, spec } of inputs.filter(hasColumn)) {
    const shape = spec.shape.map((length) => length ?? 1);
    const numbers = Float32Array.from({ length: rows * shape.reduce((a, b) => a * b, 1) }, () => random.normal());
    columns[column] = { shape, numbers, classes: null };
  }
  for (const { column, classes, spec } of heads.filter(hasColumn)) {
    const count = classes?.length ?? null;
    columns[column] =
      count === null
        ? {
            shape: [...spec.shape.map((length) => length ?? 1)],
            numbers: Float32Array.from({ length: rows }, () => random.normal()),
            classes: null,
          }
        : { shape: [1], numbers: Int32Array.from({ length: rows }, () => Math.floor(random.uniform() * count)), classes: count };
  }
  return { rows, columns };
}

/** Networks of several layers against Keras, from loss to optimizer. */
export const templateCases = (): readonly TrainingCase[] =>
  Object.entries(compared).map(([id, steps]) => {
    const built = buildPlan(findTemplate(id).build());
    if ('problems' in built) throw new Error(built.problems[0]?.message);
    const { plan } = built;
    return {
      type: 'training',
      family: 'templates',
      kind: id,
      name: `${steps} steps`,
      plan,
      data: drawnData(plan),
      steps: isDrawn(plan) ? 0 : steps,
    };
  });
