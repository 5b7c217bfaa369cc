import { findBlock } from '../../../../shared/catalogue/index.ts';
import { configsByName, modelClasses, splitName, type KerasLayer } from './kerasLayer.ts';
import type { Hdf5Group } from './openHdf5.ts';
import { classOf, isBlockClass } from './weightNames.ts';

/**
 * Layers with weights in the older form of Keras (`model.save('model.h5')`, and `save_weights` of Keras 2): a group for each of the model's layers, with the
 * names of its weights, `dense/kernel:0`, as an attribute, those of layers of a model within it too.
 */
export function legacyLayers(root: Hdf5Group): readonly KerasLayer[] {
  const group = root.group('model_weights') ?? root;
  const text = root.attribute('model_config');
  const config = typeof text === 'string' ? parsed(text) : null;
  const named = config === null ? null : configsByName(config, isBlockClass);
  const classes = config === null ? null : configsByName(config, (className) => !modelClasses.includes(className));
  return textsOf(group, 'layer_names').flatMap((name) => {
    const held = group.group(name);
    const layers = new Map<string, KerasLayer['weights'][number][]>();
    for (const full of held ? textsOf(held, 'weight_names') : []) {
      const array = held?.array(full);
      if (!array) throw new Error(`it names a weight "${full}" that it does not hold: the file is damaged`);
      const { layer, ...own } = splitName(full, (part) => named?.has(part) === true);
      if (array.fractions) layers.set(layer ?? name, [...(layers.get(layer ?? name) ?? []), { ...array, ...own }]);
    }
    return [...layers].map(([own, weights]): KerasLayer => {
      const config = named?.get(own);
      return {
        name: own,
        path: own === name ? own : `${name}/${own}`,
        className: config?.className ?? (named ? (classes?.get(own)?.className ?? '') : classOf(own)),
        config: config?.config ?? null,
        // Alone in its layer, what an activation learns is called after one of the two, both of which may be called `activation`.
        weights: weights.map((weight) => ({
          ...weight,
          learned: weight.learned || config?.className === findBlock('activation').keras.name,
        })),
      };
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('its description of the model is damaged');
  }
}

/** A list of texts that Keras cuts in pieces where it is long: `weight_names0`, `weight_names1`, .... */
function textsOf(group: Hdf5Group, name: string): readonly string[] {
  const texts = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((own): own is string => typeof own === 'string') : [];
  const whole = group.attribute(name);
  if (whole !== null) return texts(whole);
  const pieces: string[] = [];
  for (let at = 0, piece = group.attribute(`${name}0`); piece !== null; at++, piece = group.attribute(`${name}${at}`))
    pieces.push(...texts(piece));
  return pieces;
}
