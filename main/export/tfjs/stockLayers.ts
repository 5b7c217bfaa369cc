import { findActivation, findBlock } from '../../../shared/catalogue/index.ts';
import { isItem, type ItemValue, type Params } from '../../../shared/catalogue/params.ts';
import { kerasConfig, type KerasValue } from '../../../shared/codegen/kerasConfig.ts';
import type { PlanLayer } from '../../../shared/plan/trainPlan.ts';

export type Config = Record<string, KerasValue>;
interface StockLayer {
  readonly className: string;
  readonly config: Config;
}

/** Activations that TF.js has as Keras has them; some others it has under the same name with another formula. */
const stockActivations = new Set(['linear', 'relu', 'sigmoid', 'tanh', 'softmax', 'elu', 'selu', 'softplus', 'softsign', 'relu6', 'mish']);

/** Throws, in words, where an activation of a layer cannot be said in stock TF.js. */
function checkActivation(name: string, activation: ItemValue): void {
  const { title, params } = findActivation(activation.kind);
  const given = Object.entries(params).find(([param, { default: own }]) => activation.values[param] !== own)?.[0];
  if (stockActivations.has(activation.kind) && given === undefined) return;
  const what = given === undefined ? `the activation ${title}` : `"${given}" of the activation ${title}`;
  throw new Error(`TF.js has nothing for ${what} of "${name}": choose another activation to export to TF.js; nothing was exported`);
}

/** Throws, in words, where TF.js has no way to say what a layer does. */
function checkLayer({ name, kind, values }: PlanLayer): void {
  const { title, keras, params } = findBlock(kind);
  if (keras.stock === false)
    throw new Error(
      `TF.js has no layer like ${title} of "${name}": take other blocks in its place to export to TF.js; nothing was exported`,
    );
  for (const [param, { type, ...own }] of Object.entries(params)) {
    const value = values[param];
    if (type === 'item' && 'family' in own && own.family === 'activations' && isItem(value)) checkActivation(name, value);
  }
  if (kind === 'maxPooling3d' && values['padding'] === 'same')
    throw new Error(
      `TF.js reads the padding of ${title} as zeros: give "${name}" the padding 'valid' to export to TF.js; nothing was exported`,
    );
  if (values['resetAfter'] === true)
    throw new Error(
      `TF.js applies the reset gate of a GRU before the product: turn off "Reset after" of "${name}" to export to TF.js; nothing was exported`,
    );
}

/** TF.js keeps the masks of every prediction and never frees them; nothing is dropped in a prediction. */
const withoutDropout = (config: Config): Config =>
  'recurrent_dropout' in config ? { ...config, dropout: 0, recurrent_dropout: 0 } : config;

/** How weights start says nothing of a trained model, and TF.js lacks some of the ways. */
const withoutInitializers = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).filter(([, param]) => param.type !== 'item' || param.family !== 'initializers'));

/** Stock classes of TF.js that together do what a layer does: its own class by Keras's name, unless TF.js's falls short of Keras. */
export function stockLayers(layer: PlanLayer): readonly StockLayer[] {
  checkLayer(layer);
  const block = findBlock(layer.kind);
  const own: StockLayer = {
    className: block.keras.name,
    config: withoutDropout({ ...kerasConfig(withoutInitializers(block.params), layer.values, block.keras), trainable: true }),
  };
  const shape = layer.outputs['y']?.shape ?? [];
  const reshape: StockLayer = { className: 'Reshape', config: { target_shape: [...shape], trainable: true } };
  // TF.js's Flatten refuses what is flat already.
  if (layer.kind === 'flatten') return [reshape];
  // TF.js's global pooling has no `keepdims`.
  if (layer.values['keepdims'] === true) return [own, reshape];
  return [own];
}
