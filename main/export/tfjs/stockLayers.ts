import { blocks, findActivation, findBlock } from '../../../shared/catalogue/index.ts';
import { isItem, present, type Family, type ItemValue, type Param, type Params, type Values } from '../../../shared/catalogue/params.ts';
import type { KerasValue } from '../../../shared/catalogue/item.ts';
import { kerasConfig } from '../../../shared/codegen/kerasConfig.ts';
import type { PlanLayer } from '../../../shared/plan/trainPlan.ts';
import { NotStock } from './notStock.ts';

export type Config = Record<string, KerasValue>;
interface StockLayer {
  /** It holds the weights, and has the layer's name. */
  readonly holds: boolean;
  readonly className: string;
  readonly config: Config;
}

/** Activations that TF.js has as Keras has them; some others it has under the same name with another formula. */
const stockActivations = new Set([
  'linear',
  'relu',
  'sigmoid',
  'tanh',
  'softmax',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'relu6',
  'mish',
  'swish',
]);

/** Activations that TF.js has as a layer of their own, with its class and arguments: such a layer stands behind the one whose activation it is. */
const activationLayers: Readonly<Record<string, (values: Values) => Omit<StockLayer, 'holds'>>> = {
  leakyRelu: ({ negativeSlope }) => ({ className: 'LeakyReLU', config: { alpha: Number(negativeSlope), trainable: true } }),
};
/** The layer that a layer's activation is in TF.js; null where it is part of the layer. */
function activationLayer({ kind, values: { activation } }: PlanLayer): Omit<StockLayer, 'holds'> | null {
  if (!isItem(activation) || findBlock(kind).activationInside === true) return null;
  return activationLayers[activation.kind]?.(activation.values) ?? null;
}

/** Throws `NotStock` where an activation of a layer cannot be said in stock TF.js. */
function checkActivation(name: string, activation: ItemValue): void {
  const { title, params } = findActivation(activation.kind);
  const given = Object.entries(params).find(([param, { default: own }]) => activation.values[param] !== own)?.[0];
  if (stockActivations.has(activation.kind) && given === undefined) return;
  const what = given === undefined ? `the activation ${title}` : `"${given}" of the activation ${title}`;
  throw new NotStock(`TF.js has no layer with ${what} of "${name}"`);
}

/** Throws `NotStock` where TF.js has no way to say what a layer does. */
function checkLayer({ name, kind, values, outputs, repeat }: PlanLayer): void {
  if (repeat) throw new NotStock(`TF.js has no layer that repeats a group, and "${name}" has too many turns to write them one by one`);
  const { title, keras, params } = findBlock(kind);
  if (keras.stock === false) throw new NotStock(`TF.js has no layer like ${title} of "${name}"`);
  for (const [param, own] of Object.entries(params)) {
    const value = values[param];
    if (familyOf(own) === 'activations' && isItem(value)) checkActivation(name, value);
  }
  if (kind === 'maxPooling3d' && values['padding'] === 'same')
    throw new NotStock(`the ${title} of TF.js reads the padding of "${name}" as zeros`);
  if (values['padding'] === 'causal') throw new NotStock(`the layers of TF.js have no causal padding, as "${name}" has`);
  if (kind === 'conv2dTranspose' && Array.isArray(values['dilationRate']) && values['dilationRate'].some((rate) => rate !== 1))
    throw new NotStock(`TF.js has no dilated ${title}, as "${name}" is`);
  if (kind === 'depthwiseConv2d' && Array.isArray(values['dilationRate']) && values['dilationRate'].some((rate) => rate !== 1))
    throw new NotStock(`TF.js takes the size of the dilated ${title} "${name}" for another`);
  if (Array.isArray(values['outputPadding'])) throw new NotStock(`the layers of TF.js have no output padding, as "${name}" has`);
  if (values['interpolation'] === 'bilinear')
    throw new NotStock(`the layer of TF.js interpolates by other centres of the pixels than "${name}"`);
  if (Number(values['groups'] ?? 1) > 1) throw new NotStock(`TF.js has no ${title} in groups, as "${name}" is`);
  const rank = outputs['y']?.shape.length ?? 0;
  if (kind === 'batchNormalization' && values['axis'] !== -1 && values['axis'] !== rank)
    throw new NotStock(`the layer of TF.js normalizes along the last axis alone, "${name}" along another`);
  if (typeof values['bidirectional'] === 'string')
    throw new NotStock(`TF.js has no ${title} of one name that reads both ways, as "${name}" does`);
  if (values['resetAfter'] === true) throw new NotStock(`the GRU of TF.js applies the reset gate before the product, "${name}" after it`);
}

/**
 * TF.js keeps the masks of every prediction and never frees them; nothing is dropped in a prediction. How masks are drawn says nothing of a
 * trained model either.
 */
function withoutDropout({ noise_shape: _shape, seed: _seed, ...config }: Config): Config {
  return 'recurrent_dropout' in config ? { ...config, dropout: 0, recurrent_dropout: 0 } : config;
}

const linear = { kind: 'linear', values: {} };

const familyOf = (param: Param): Family | null => {
  const own = present(param);
  return own.type === 'item' ? own.family : null;
};
/** Lists whose items matter while a model is trained: they say nothing of a trained one, and TF.js lacks some of them. */
const ofTraining: ReadonlySet<Family | null> = new Set<Family>(['initializers', 'regularizers', 'constraints']);
const withoutTraining = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).filter(([, param]) => !ofTraining.has(familyOf(param))));

/** Stock classes of TF.js that together do what a layer does: its own class by Keras's name, unless TF.js's falls short of Keras. */
export function stockLayers(layer: PlanLayer): readonly StockLayer[] {
  const active = activationLayer(layer);
  if (active && layer.kind === 'activation') return [{ ...active, holds: true }];
  // Its own class without the activation, and the activation behind it.
  if (active) return [...stockLayers({ ...layer, values: { ...layer.values, activation: linear } }), { ...active, holds: false }];
  checkLayer(layer);
  const block = findBlock(layer.kind);
  const own: StockLayer = {
    holds: true,
    className: block.keras.name,
    config: withoutDropout({ ...kerasConfig(withoutTraining(block.params), layer.values, block.keras), trainable: true }),
  };
  const shape = layer.outputs['y']?.shape ?? [];
  for (const { class_name: name } of block.kerasBefore?.(layer.values) ?? [])
    if (blocks.some(({ keras }) => keras.name === name && keras.stock === false))
      throw new NotStock(`TF.js has no layer ${name}, which pads for "${layer.name}"`);
  const before = (block.kerasBefore?.(layer.values) ?? []).map(({ class_name: className, config }): StockLayer => ({
    holds: false,
    className,
    config: { ...config, trainable: true },
  }));
  const reshape: StockLayer = { holds: false, className: 'Reshape', config: { target_shape: [...shape], trainable: true } };
  if (block.keras.stock === 'passes') return [{ ...own, className: 'Activation', config: { activation: 'linear', trainable: true } }];
  // TF.js has a batch normalization that says the same: fixed moments, no scale and no shift.
  if (layer.kind === 'normalization') return [{ ...own, ...normalizationLayer(layer) }];
  // TF.js's Flatten refuses what is flat already.
  if (layer.kind === 'flatten') return [{ ...reshape, holds: true }];
  // TF.js's global pooling has no `keepdims`.
  if (layer.values['keepdims'] === true) return [own, reshape];
  return [...before, own];
}

function normalizationLayer({ name, values }: PlanLayer): Pick<StockLayer, 'className' | 'config'> {
  const { mean, variance, invert } = values;
  if (typeof mean === 'number') {
    const deviation = Math.max(Math.sqrt(Number(variance)), 1e-7);
    const [scale, offset] = invert === true ? [deviation, mean] : [1 / deviation, -mean / deviation];
    return { className: 'Rescaling', config: { scale, offset, trainable: true } };
  }
  if (invert === true) throw new NotStock(`TF.js has no Normalization that goes back, as "${name}" does`);
  return { className: 'BatchNormalization', config: { axis: -1, epsilon: 1e-14, center: false, scale: false, trainable: true } };
}
