import { findWatch } from '../catalogue/index.ts';
import type { MetricRow } from './metricRows.ts';
import type { PlanLayer, TrainPlan } from './trainPlan.ts';

/** What is watched by itself: a layer, or one copy of what a repeat stands for, counted from 0; null = the whole layer. */
export interface WatchedPart {
  /** The layer's name; of a copy `<layer> copy 1`, counted from 1. */
  readonly name: string;
  readonly copy: number | null;
}

/** The layer as a whole, and of a repeat its first and its last copy: from the one to the other gradients fade, or grow. */
export const watchedParts = ({ name, repeat }: Pick<PlanLayer, 'name' | 'repeat'>): readonly WatchedPart[] => [
  { name, copy: null },
  ...(repeat && repeat.turns > 1 ? [0, repeat.turns - 1].map((copy) => ({ name: `${name} copy ${copy + 1}`, copy })) : []),
];

/** Each layer once: of one that stands in the model several times, as the judge of a GAN, the first place. Its weights are the same in all. */
export const watchedLayers = (layers: readonly PlanLayer[]): readonly PlanLayer[] =>
  [...new Map(layers.toReversed().map((layer) => [layer.layerId, layer])).values()].toReversed();

/** Key of what a watch tells of a layer, or of a copy. */
export const watchKey = (kind: string, { name }: Pick<WatchedPart, 'name'>): string => `${kind}/${name}`;

/** The rows of what is watched in each layer at the end of an epoch; the layer's name stands where a metric has its head. */
export const watchRows = ({ layers, watched }: Pick<TrainPlan, 'layers' | 'watched'>): readonly MetricRow[] =>
  watched.flatMap(({ kind }) =>
    watchedLayers(layers)
      .flatMap(watchedParts)
      .map((part) => ({
        key: watchKey(kind, part),
        name: kind,
        head: part.name,
        better: 'smaller' as const,
        percent: findWatch(kind).percent,
      })),
  );
