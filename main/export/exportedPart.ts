import { partOf } from '../../shared/plan/phasePlans.ts';
import { planWeights } from '../../shared/plan/planWeights.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { randomSource } from '../../shared/random/stream.ts';
import type { ColumnData, State } from '../engine/engine.ts';

/** Column that stands for what chance fed while the model trained: whoever uses the model gives these numbers. */
const drawnColumn = (input: string): string => `drawn for ${input}`;

/** What is exported of a trained model: the Outputs that are shown where there are any (of a GAN its generator), else all; with the weights that they need, and no training. */
export function exportedPart(plan: TrainPlan, state: State): { readonly plan: TrainPlan; readonly state: State } {
  const shown = plan.heads.filter((head) => head.shown);
  const part = partOf(plan, shown.length > 0 ? shown : plan.heads);
  const weights = planWeights(part).flatMap(({ key }) => (state[key] ? [[key, state[key]] as const] : []));
  const inputs = part.inputs.map((input) => ({ ...input, column: input.column ?? drawnColumn(input.name) }));
  return { plan: { ...part, inputs: inputs.map(({ noise: _, ...input }) => input), phases: [] }, state: Object.fromEntries(weights) };
}

/** The data with the columns that stand for chance, drawn anew; `whole` is the plan that was trained. */
export function withDrawnColumns(whole: TrainPlan, data: ColumnData): ColumnData {
  const drawn = whole.inputs.flatMap(({ name, noise, spec }) => {
    if (!noise) return [];
    const shape = spec.shape.map((length) => length ?? 1);
    const random = randomSource(0, `export/${name}`);
    const next = (): number => (noise === 'normal' ? random.normal() : random.uniform() * 2 - 1);
    const numbers = Float32Array.from({ length: data.rows * shape.reduce((a, b) => a * b, 1) }, next);
    return [[drawnColumn(name), { shape, numbers, classes: null }] as const];
  });
  return drawn.length === 0 ? data : { ...data, columns: { ...data.columns, ...Object.fromEntries(drawn) } };
}
