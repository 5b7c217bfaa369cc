import { findBlock, metrics } from '../../../shared/catalogue/index.ts';
import type { Loss, TargetEncoding } from '../../../shared/catalogue/otherItems.ts';
import type { ItemValue, Values } from '../../../shared/catalogue/params.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import type { PlanHead, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { ColumnData } from '../engine.ts';
import { planAround, planLayer, rows, sgdStep } from './blockPlan.ts';

/** Width of a head by the target it is compared with. */
export const units: Readonly<Record<TargetEncoding, number>> = { index: 4, oneHot: 4, binary: 1, values: 3, none: 1 };

/** Every metric that a head under this loss can have, with its defaults. */
export const fittingMetrics = (loss: Loss): readonly ItemValue[] =>
  metrics
    .filter(({ targets }) => targets?.includes(loss.target) ?? loss.target !== 'none')
    .map((metric) => ({ metric, values: parseValues(metric.params, {}).values }))
    .filter(({ metric, values }) => (metric.fits?.(units[loss.target], values) ?? null) === null)
    .map(({ metric, values }) => ({ kind: metric.kind, values }));

export interface HeadOptions {
  /** The loss's values; by default its defaults. */
  readonly values?: Values;
  readonly metrics?: readonly ItemValue[];
}

/** A Dense head under a loss, with targets as that loss takes them; `targets` as plain rows. */
export function headPlan(
  loss: Loss,
  { values = {}, metrics: chosen = [] }: HeadOptions = {},
): { plan: TrainPlan; data: ColumnData; targets: number[][] } {
  const random = randomSource(3, loss.kind);
  const width = units[loss.target];
  const classed = loss.target !== 'values' && loss.target !== 'none';
  const classes = loss.target === 'binary' ? 2 : width;
  const labels = Array.from({ length: rows }, () => Math.floor(random.uniform() * classes));
  const targets = classed
    ? labels.map((label) => (width === 1 ? [label] : Array.from({ length: width }, (_, at) => Number(at === label))))
    : labels.map(() => Array.from({ length: width }, () => (loss.suits ? Math.abs(random.normal()) : random.normal())));
  const columns: ColumnData['columns'] = {
    x: { shape: [5], numbers: Float32Array.from({ length: rows * 5 }, () => 2 * random.normal()), classes: null },
    y: classed
      ? { shape: [1], numbers: Int32Array.from(labels), classes }
      : { shape: [width], numbers: Float32Array.from(targets.flat()), classes: null },
  };
  const last = planLayer(
    'last',
    findBlock('dense'),
    { units: width, activation: loss.foldsIn ?? loss.suits ?? 'linear' },
    { x: [[{ layer: 'in', port: 'y' }, floatSpec([5])]] },
  );
  const head: PlanHead = {
    id: 'head',
    name: 'head',
    source: { layer: 'last', port: 'y' },
    spec: floatSpec([width]),
    column: loss.target === 'none' ? null : 'y',
    target: loss.target,
    classes: null,
    loss: { kind: loss.kind, values: parseValues(loss.params, values).values },
    lossWeight: 1,
    metrics: chosen,
    fromLogits: loss.foldsIn,
  };
  return {
    plan: planAround({ inputs: [{ id: 'in', name: 'in', column: 'x', spec: floatSpec([5]) }], layers: [last], heads: [head] }, sgdStep),
    data: { rows, columns },
    targets,
  };
}
