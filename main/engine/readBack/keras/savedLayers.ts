import { activationPart, innerConfigs, layerConfig, nameOf, type KerasLayer, type LayerConfig } from './kerasLayer.ts';
import type { Hdf5Group } from './openHdf5.ts';
import { toSnakeCase } from '../../../../shared/plan/names.ts';
import { classOf, isBlockClass, partsOf } from './weightNames.ts';

/** Deeper than models stand within each other: a group that holds itself. */
const deepest = 32;

/** Where the group of a layer stands: the names on the way, and the depth. */
interface Place {
  readonly names: readonly string[];
  readonly depth: number;
}

/**
 * Layers with weights in the numbers of Keras 3 (`model.weights.h5`, `.weights.h5`): a group for each, called after its class and counted, `dense_1`, within it
 * `vars` with its weights by number, and what it holds besides as further groups. Without a config, a layer's class is told by those names.
 */
export function savedLayers(root: Hdf5Group, config: unknown): readonly KerasLayer[] {
  return inGroup(root, layerConfig(config), { names: [], depth: 0 });
}

function inGroup(group: Hdf5Group, own: LayerConfig | null, place: Place): readonly KerasLayer[] {
  if (place.depth > deepest) throw new Error('its groups stand within each other without an end: the file is damaged');
  const inner = own ? innerConfigs(own) : [];
  const layers = group.group('layers') ?? group.group('_layer_checkpoint_dependencies');
  // A model says which layers it has, and in which order.
  if (own && Array.isArray(own.config['layers']) && layers) {
    const used = new Map<string, number>();
    return inner.flatMap((given) => {
      const found = layerConfig(given);
      const name = toSnakeCase(found?.className ?? '');
      const count = used.get(name) ?? 0;
      used.set(name, count + 1);
      const held = layers.group(count === 0 ? name : `${name}_${count}`);
      return found && held ? ofLayer(held, found, nameOf(given) ?? name, place) : [];
    });
  }
  const wrapped = own ? layerConfig(inner[0]) : null;
  const held = wrapped && group.group('layer');
  if (held && wrapped) return ofLayer(held, wrapped, place.names.at(-1) ?? 'layer', { ...place, names: place.names.slice(0, -1) });
  return inOrder(group.names.filter((name) => name !== 'vars' && !(place.depth === 0 && name === 'optimizer'))).flatMap((name) => {
    const child = group.group(name);
    return child ? unsaid(child, name, place) : [];
  });
}

/** A layer whose config is known. */
function ofLayer(group: Hdf5Group, own: LayerConfig, name: string, place: Place): readonly KerasLayer[] {
  if (!isBlockClass(own.className))
    // What it holds itself belongs to no block: it is told of, and not taken.
    return [...layerOf(group, name, place, own.className, null), ...inGroup(group, own, { names: [...place.names, name], depth: place.depth + 1 })];
  return layerOf(group, name, place, own.className, own.config);
}

/** A group of which nothing is said but its name, and that of what was saved in it. */
function unsaid(group: Hdf5Group, name: string, place: Place): readonly KerasLayer[] {
  const told = group.group('vars')?.attribute('name');
  const called = typeof told === 'string' && told !== '' ? told : name;
  const className = classOf(name) ?? classOf(called);
  if (className !== null) return layerOf(group, called, place, className, null);
  const container = name === 'layers' || name === '_layer_checkpoint_dependencies' || name === 'layer';
  const inside = inGroup(group, null, { names: container ? place.names : [...place.names, called], depth: place.depth + 1 });
  return inside.length > 0 ? inside : layerOf(group, called, place, null, null);
}

function layerOf(
  group: Hdf5Group,
  name: string,
  place: Place,
  className: string | null,
  config: KerasLayer['config'],
): readonly KerasLayer[] {
  const within = (className === null ? [] : partsOf(className)).map((path) => group.group(path));
  const weights = [...[group, ...within].flatMap((held) => numbered(held, false)), ...numbered(group.group(activationPart), true)];
  return weights.length === 0 ? [] : [{ name, path: [...place.names, name].join('/'), className, config, weights }];
}

/** The weights in `vars` of a group, by their numbers; seeds and counters are none. */
function numbered(group: Hdf5Group | null, learned: boolean): KerasLayer['weights'] {
  const vars = group?.group('vars');
  return inOrder(vars?.names ?? []).flatMap((name) => {
    const array = vars?.array(name);
    return array?.fractions === true ? [{ ...array, name: null, learned }] : [];
  });
}

/** `dense`, `dense_1`, `dense_2`, ..., `dense_10`. */
const inOrder = (names: readonly string[]): readonly string[] => names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
