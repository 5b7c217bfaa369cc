import type { SourceLayer } from '../../../../shared/plan/weightSource.ts';
import type { State, TensorData } from '../../engine.ts';
import type { KerasLayer } from './kerasLayer.ts';
import { readings } from './weightNames.ts';

/** The layers of a model made elsewhere that have weights and are blocks here, and the weights, under `layer/weight`. */
export interface ReadWeights {
  readonly layers: readonly SourceLayer[];
  readonly state: State;
  /** Layers with weights that are no block here, in words: `einsum_dense (EinsumDense)`. */
  readonly unread: readonly string[];
}

/** Layers as blocks, with the names that their weights have here. What may be one of several blocks is each of them. */
export function nameLayers(all: readonly KerasLayer[]): ReadWeights {
  const layers: SourceLayer[] = [];
  const state: Record<string, TensorData> = {};
  const unread: string[] = [];
  for (const own of all) {
    const numbers = new Map<number, Float32Array>();
    // A name that several have, in models within the model, is told with its model.
    const name = all.filter((other) => other.name === own.name).length > 1 ? own.path : own.name;
    const read = readings(own);
    if (read.length === 0) unread.push(own.className === null || own.className === '' ? name : `${name} (${own.className})`);
    for (const [at, { kind, names }] of read.entries()) {
      const layer = at === 0 ? own.path : `${own.path}#${at + 1}`;
      const weights = names.map((weight, place) => ({ name: weight, shape: [...(own.weights[place]?.shape ?? [])] }));
      layers.push({ layer, name, kind, weights });
      for (const [place, weight] of weights.entries()) {
        const found = numbers.get(place) ?? own.weights[place]?.read() ?? new Float32Array();
        numbers.set(place, found);
        state[`${layer}/${weight.name}`] = { shape: weight.shape, dtype: 'float32', numbers: found };
      }
    }
  }
  if (layers.length === 0)
    throw new Error(`none of its layers is a block here: it has ${[...new Set(all.map(({ name }) => name))].slice(0, 5).join(', ')}`);
  return { layers, state, unread };
}
