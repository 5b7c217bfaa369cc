import { families, findItem } from '../catalogue/index.ts';
import type { Item, KerasObject, KerasValue } from '../catalogue/item.ts';
import { defaultValues } from '../catalogue/parseValues.ts';
import { present, type Family, type Param } from '../catalogue/params.ts';
import { toSnake } from '../catalogue/toSnake.ts';
import { kerasConfig } from './kerasConfig.ts';

/** Where Keras has the classes of each list of the catalogue. */
const modules: Readonly<Partial<Record<Family, string>>> = {
  activations: 'keras.activations',
  initializers: 'keras.initializers',
  regularizers: 'keras.regularizers',
  constraints: 'keras.constraints',
  losses: 'keras.losses',
  metrics: 'keras.metrics',
  optimizers: 'keras.optimizers',
  schedules: 'keras.optimizers.schedules',
};

/**
 * Python out of Keras's own form of things: `layers.Dense(128, activation="relu")`. `defined` are names that the script defines itself; a function with arguments
 * becomes one with a name, `functions` gives those that were written: Keras saves a model with a lambda, but does not load it again.
 */
export function pythonText(defined: ReadonlySet<string>) {
  const named = new Map<string, string>();
  const place = (name: string, own: string): string => (defined.has(name) ? name : `${own}.${name}`);

  /** A value as Python writes it; `float` where it must not be read as a whole number. */
  function value(given: KerasValue, float = false): string {
    if (given === null) return 'None';
    if (typeof given === 'boolean') return given ? 'True' : 'False';
    if (typeof given === 'string') return JSON.stringify(given);
    if (typeof given === 'number') return float && Number.isInteger(given) ? `${given}.0` : String(given);
    if (isList(given)) {
      const list = given.map((entry) => value(entry, float));
      return given.length === 1 || given.some((entry) => typeof entry === 'object') ? `[${list.join(', ')}]` : `(${list.join(', ')})`;
    }
    if (isObject(given)) return object(given);
    const { function: name, config } = given;
    if (typeof name !== 'string' || typeof config !== 'object' || config === null || isList(config)) throw new TypeError('no Keras value');
    const rest = args(config).map((argument) => `, ${argument}`);
    return functionOf(name, `${place(name, 'keras.activations')}(x${rest.join('')})`);
  }

  /** The name of a function of x. */
  function functionOf(name: string, call: string): string {
    const alike = [...named.values()].filter((own) => own.startsWith(`${name}_function`)).length;
    const own = named.get(call) ?? `${name}_function${alike === 0 ? '' : `_${alike + 1}`}`;
    named.set(call, own);
    return own;
  }
  const functions = (): readonly string[] =>
    [...named].map(([call, name]) => `@keras.saving.register_keras_serializable()\ndef ${name}(x):\n    return ${call}`);

  const args = (config: Readonly<Record<string, KerasValue>>, float = false): string[] =>
    Object.entries(config).map(([name, given]) => {
      // Losses and metrics share names.
      const loss = name === 'loss' && typeof given === 'object' && given !== null && !isList(given) && isObject(given);
      return `${name}=${loss ? object(given, 'losses') : value(given, float)}`;
    });

  /** An object of a list of the catalogue, such as an initializer (of `family` where several have its name), without the arguments that only say Keras's defaults. */
  function object({ class_name: name, config }: KerasObject, family?: Family): string {
    const known = byClass.get(name) ?? [];
    const found = known.find((entry) => entry.family === family) ?? known[0];
    const own = found ? (modules[found.family] ?? 'keras') : 'layers';
    const said = found ? told(found.item, config) : config;
    return `${place(name, own)}(${args(said, found?.family === 'optimizers').join(', ')})`;
  }

  return { value, args, object, place, functions };
}

/** Writes parts of a script. */
export type Python = ReturnType<typeof pythonText>;

const isList = (value: KerasValue): value is readonly KerasValue[] => Array.isArray(value);
const isObject = (value: object): value is KerasObject => 'class_name' in value;

interface Known {
  readonly family: Family;
  readonly item: Item;
}
/** Items of every list that becomes an object, by their class in Keras. */
const byClass: ReadonlyMap<string, readonly Known[]> = Map.groupBy(
  (Object.keys(modules) as Family[])
    .filter((family) => family !== 'activations')
    .flatMap((family) => families[family].map(({ kind }): Known => ({ family, item: findItem(family, kind) }))),
  ({ item }) => item.keras.name,
);

/** Kinds of parameter that every class has a default for; a number or size might have none, and says something at a glance. */
const hasDefault = (param: Param): boolean =>
  param.advanced === true || param.type === 'optional' || ['bool', 'choice', 'item', 'items'].includes(present(param).type);

/** The arguments of an item that are worth writing: those that differ from the default, and those that tell what it is. */
export function told(item: Item, config: Readonly<Record<string, KerasValue>>): Record<string, KerasValue> {
  const usual = kerasConfig(item.params, defaultValues(item.params), item.keras);
  const entries = Object.entries(item.params);
  const quiet = new Set(
    // The only argument of a class is what it is about: it has no default.
    entries.flatMap(([name, param]) => (hasDefault(param) && entries.length > 1 ? [item.keras.args?.[name] ?? toSnake(name)] : [])),
  );
  return Object.fromEntries(
    Object.entries(config).filter(([name, given]) => !quiet.has(name) || JSON.stringify(given) !== JSON.stringify(usual[name])),
  );
}
