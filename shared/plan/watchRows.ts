import { findWatch } from '../catalogue/index.ts';
import type { MetricRow } from './metricRows.ts';
import type { PlanLayer, TrainPlan } from './trainPlan.ts';

/** Key of what a watch tells of a layer. */
export const watchKey = (kind: string, { name }: Pick<PlanLayer, 'name'>): string => `${kind}/${name}`;

/** The rows of what is watched in each layer at the end of an epoch; the layer's name stands where a metric has its head. */
export const watchRows = ({ layers, watched }: Pick<TrainPlan, 'layers' | 'watched'>): readonly MetricRow[] =>
  watched.flatMap(({ kind }) =>
    layers.map((layer) => ({
      key: watchKey(kind, layer),
      name: kind,
      head: layer.name,
      better: 'smaller' as const,
      percent: findWatch(kind).percent,
    })),
  );
