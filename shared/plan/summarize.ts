import { findBlock } from '../catalogue/index.ts';
import { formatShape } from '../catalogue/tensorSpec.ts';
import { courseWords } from './courseWords.ts';
import type { PlanLayer, TrainPlan } from './trainPlan.ts';

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Weights of a plan, shared ones once: `[all, trainable]`. */
export function countParameters(plan: TrainPlan): readonly [all: number, trainable: number] {
  const layers = new Map(plan.layers.map((layer) => [layer.layerId, layer]));
  const weights = [...layers.values()].flatMap((layer) => layer.weights);
  const count = (list: typeof weights): number => list.reduce((sum, weight) => sum + size(weight.shape), 0);
  return [count(weights), count(weights.filter((weight) => weight.trainable))];
}

/** The layers of a plan with how often they are called; those that share weights once, as they are called first. */
function distinctLayers(plan: TrainPlan): readonly (readonly [layer: PlanLayer, calls: number])[] {
  const calls = Map.groupBy(plan.layers, ({ layerId }) => layerId);
  return [...calls.values()].flatMap((own) => (own[0] ? [[own[0], own.length] as const] : []));
}

/** The model as a table of text, as Keras's `summary()`: layer (type), output shape, parameters; then what trains it. */
export function summarize(plan: TrainPlan): string {
  const rows = [
    ...plan.inputs.map((input) => [`${input.name} (Input)`, formatShape(input.spec.shape), '0']),
    ...distinctLayers(plan).map(([layer, calls]) => [
      `${layer.name} (${findBlock(layer.kind).title})${calls === 1 ? '' : ` × ${calls}`}`,
      formatShape(Object.values(layer.outputs)[0]?.shape ?? []),
      layer.weights.reduce((sum, weight) => sum + size(weight.shape), 0).toLocaleString('en-US'),
    ]),
    ...plan.heads.map((head) => [`${head.name} (Output)`, headWords(head), '']),
  ];
  const head = ['Layer (type)', 'Output shape', 'Parameters'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((a, b) => a + b + 2, -2));
  const [all, trainable] = countParameters(plan);
  return [
    line(head),
    rule,
    ...rows.map(line),
    rule,
    `${all.toLocaleString('en-US')} parameters, ${trainable.toLocaleString('en-US')} of them trainable`,
    ...courseWords(plan),
  ].join('\n');
}

const headWords = ({ column, compared, shown, loss }: TrainPlan['heads'][number]): string =>
  shown ? 'shown' : `${column ?? (compared ? 'another tensor' : 'scores')}: ${loss.kind}`;
