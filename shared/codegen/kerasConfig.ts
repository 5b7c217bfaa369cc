import { findActivation, findItem } from '../catalogue/index.ts';
import type { Item, KerasName, KerasObject, KerasValue } from '../catalogue/item.ts';
import { toSnake } from '../catalogue/toSnake.ts';
import { applies, isItem, type ItemValue, type Param, type Params, type Value, type Values } from '../catalogue/params.ts';

/**
 * The arguments of an item as Keras and TF.js write them in a config: snake_case names, initializers as class and config, activations
 * by name, or as function and config where they have arguments. Derived from the declaration; there is no second list.
 */
export function kerasConfig(params: Params, values: Values, keras: KerasName): Record<string, KerasValue> {
  const own = Object.fromEntries(
    Object.entries(params).flatMap(([name, param]) => {
      const value = values[name];
      // What has no value is `None`, which is Keras's own default wherever there can be none.
      if (value === undefined || value === null || !applies(param, values)) return [];
      const written = keras.write?.[name] ? keras.write[name](value) : kerasValue(param, value);
      return written === null ? [] : [[keras.args?.[name] ?? toSnake(name), written]];
    }),
  );
  return { ...keras.also, ...own };
}

function kerasValue(param: Param, value: Value): KerasValue {
  if (param.type === 'optional') return value === null ? null : kerasValue(param.of, value);
  if (param.type === 'item' && isItem(value))
    return param.family === 'activations' ? kerasFunction(value) : kerasObject(param.family, value);
  if (isItem(value)) throw new TypeError('an item stands where a plain value belongs');
  if (param.type === 'size' && Array.isArray(value)) return sizes(value, param.ends ?? false);
  if (param.type === 'choice' && typeof value === 'string') return toSnake(value);
  return Array.isArray(value) ? value.map((entry: KerasValue) => entry) : plain(value);
}

/** A single number stands by itself, the ends of several axes stand in pairs. */
function sizes(values: readonly number[], ends: boolean): KerasValue {
  if (values.length === 1) return values[0] ?? null;
  return ends && values.length > 2 ? Array.from({ length: values.length / 2 }, (_, at) => values.slice(2 * at, 2 * at + 2)) : [...values];
}

const hasDefaults = (params: Params, values: Values): boolean =>
  Object.entries(params).every(([name, param]) => values[name] === param.default);

/** Whether Python has to be given with an item, since Keras lacks it, or has it for its default values only. */
export const needsSource = ({ keras, params }: Pick<Item, 'keras' | 'params'>, values: Values): boolean =>
  keras.source !== undefined && !(keras.stockDefaults === true && hasDefaults(params, values));

function kerasFunction({ kind, values }: ItemValue): KerasValue {
  const activation = findActivation(kind);
  const { keras, params, learns, kerasLayer } = activation;
  const learned = Object.entries(learns?.(values) ?? {});
  // A layer within the layer: of a name of its own, by which its weights are found.
  if (kerasLayer !== undefined && learned.length > 0)
    return { class_name: kerasLayer, config: { ...Object.fromEntries(learned), name: 'activation' } };
  // By name where that says it all, which is what TF.js and other readers know.
  const named = !needsSource(activation, values) && hasDefaults(params, values);
  return named ? keras.name : { function: keras.name, config: kerasConfig(params, values, keras) };
}

/** An item as class name and arguments. */
export function kerasObject(family: Parameters<typeof findItem>[0], value: ItemValue): KerasObject {
  const item = findItem(family, value.kind);
  return { class_name: item.keras.name, config: kerasConfig(item.params, value.values, item.keras) };
}

function plain(value: Value): KerasValue {
  if (typeof value === 'object' && value !== null) throw new TypeError('a list stands where a single value belongs');
  return value;
}
