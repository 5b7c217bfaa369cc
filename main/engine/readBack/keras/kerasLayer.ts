import type { Hdf5Array } from './openHdf5.ts';

/** A layer as Keras's config describes it. */
export interface LayerConfig {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A layer of a Keras file with its weights, in Keras's order. */
export interface KerasLayer {
  readonly name: string;
  /** Names of the models it stands in and its own, with / between: unique in the file. */
  readonly path: string;
  /** Its class; null where the file does not say. */
  readonly className: string | null;
  /** Its arguments; null where the file does not say. */
  readonly config: LayerConfig['config'] | null;
  readonly weights: readonly KerasWeight[];
}
export interface KerasWeight extends Pick<Hdf5Array, 'shape' | 'read'> {
  /** What Keras calls it: `kernel`; null where the file only counts. */
  readonly name: string | null;
  /** Whether it belongs to the layer's activation, which is a layer of its own where it learns. */
  readonly learned: boolean;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A layer out of a config, in the form of any Keras; null for anything else. */
export function layerConfig(given: unknown): LayerConfig | null {
  if (!isRecord(given) || typeof given['class_name'] !== 'string') return null;
  // In the oldest files a Sequential's config is the list of its layers.
  const config = Array.isArray(given['config']) ? { layers: given['config'] } : given['config'];
  return { className: given['class_name'], config: isRecord(config) ? config : {} };
}

/** What a layer is called: by its config, or as its model calls it. */
export function nameOf(given: unknown): string | null {
  const names = isRecord(given) ? [layerConfig(given)?.config['name'], given['name']] : [];
  return names.find((name) => typeof name === 'string') ?? null;
}

/** The layers of a model, or the one that a layer wraps, as their configs; [] for a layer that stands alone. */
export function innerConfigs({ config }: LayerConfig): readonly unknown[] {
  if (Array.isArray(config['layers'])) return config['layers'];
  return config['layer'] === undefined ? [] : [config['layer']];
}

/** Classes whose layers are models themselves. */
export const modelClasses: readonly string[] = ['Functional', 'Model', 'Sequential'];

/** The configs of all layers in a model for which `isBlock` holds, by name, those of models within it too. */
export function configsByName(
  given: unknown,
  isBlock: (className: string) => boolean,
  found = new Map<string, LayerConfig>(),
): ReadonlyMap<string, LayerConfig> {
  const own = layerConfig(given);
  if (!own) return found;
  const name = nameOf(given);
  if (isBlock(own.className) && name !== null) found.set(name, own);
  else for (const inner of innerConfigs(own)) configsByName(inner, isBlock, found);
  return found;
}

/** What the activation within a layer is called where it learns: Netloom's scripts call it so. */
export const activationPart = 'activation';

/** A layer's weight by its full name, `model/dense/kernel:0`, among layers of these names: whose it is, and what it is called there. */
export function splitName(
  full: string,
  isLayer: (name: string) => boolean,
): { readonly layer: string | null; readonly name: string; readonly learned: boolean } {
  const parts = full.replace(/:\d+$/, '').split('/');
  const at = parts.slice(0, -1).findLastIndex(isLayer);
  return { layer: parts[at] ?? null, name: parts.at(-1) ?? '', learned: parts.slice(at + 1, -1).at(-1) === activationPart };
}
