import { findBlock } from '../../../shared/catalogue/index.ts';
import { kerasConfig, type KerasValue } from '../../../shared/codegen/kerasConfig.ts';
import type { PlanLayer } from '../../../shared/plan/trainPlan.ts';

export type Config = Record<string, KerasValue>;
interface StockLayer {
  readonly className: string;
  readonly config: Config;
}

/** Stock classes of TF.js that together do what a layer does: its own class by Keras's name, unless TF.js's falls short of Keras. */
export function stockLayers(layer: PlanLayer): readonly StockLayer[] {
  const block = findBlock(layer.kind);
  const own: StockLayer = {
    className: block.keras.name,
    config: { ...kerasConfig(block.params, layer.values, block.keras), trainable: true },
  };
  const shape = layer.outputs['y']?.shape ?? [];
  const reshape: StockLayer = { className: 'Reshape', config: { target_shape: [...shape], trainable: true } };
  // TF.js's Flatten refuses what is flat already.
  if (layer.kind === 'flatten') return [reshape];
  // TF.js's global pooling has no `keepdims`.
  if (layer.values['keepdims'] === true) return [own, reshape];
  return [own];
}
