import type { Block, WeightSpec } from '../../../../shared/catalogue/block.ts';
import { blockWeights } from '../../../../shared/catalogue/blockWeights.ts';
import { activations, blocks } from '../../../../shared/catalogue/index.ts';
import { parseValues } from '../../../../shared/catalogue/parseValues.ts';
import type { Values } from '../../../../shared/catalogue/params.ts';
import { floatSpec } from '../../../../shared/catalogue/tensorSpec.ts';
import { toSnake } from '../../../../shared/catalogue/toSnake.ts';
import { toSnakeCase } from '../../../../shared/plan/names.ts';
import type { KerasLayer, LayerConfig } from './kerasLayer.ts';

/** What a layer of a Keras file is here: the kind of block, and what its weights are called, in Keras's order. */
export interface Reading {
  readonly kind: string;
  readonly names: readonly string[];
}

/** Weights that a block can have, by the arguments that decide which it has. */
interface Form {
  readonly block: Block;
  readonly classes: readonly string[];
  readonly specs: readonly (Pick<WeightSpec, 'name' | 'shape'> & { readonly learned: boolean })[];
  /** Arguments of Keras with the value that gives these. */
  readonly given: Readonly<Record<string, boolean>>;
}

let forms: readonly Form[] | null = null;

/** The class that a name in a file, `conv2d_3`, was made from; null when it is of no block. */
export function classOf(name: string): string | null {
  const own = name.replace(/_\d+$/, '');
  return (
    allForms()
      .flatMap(({ classes }) => classes)
      .find((className) => toSnakeCase(className) === own) ?? null
  );
}

/** Whether layers of this class are blocks here. */
export const isBlockClass = (className: string): boolean => allForms().some(({ classes }) => classes.includes(className));

/** Where the weights of layers of this class lie within them. */
export const partsOf = (className: string): readonly string[] => [
  ...new Set(allForms().flatMap(({ block, classes }) => (classes.includes(className) ? (block.keras.parts ?? []) : []))),
];

/**
 * What a layer can be here, the likeliest first: blocks of its class, or of any where the file does not say it, that can have as many weights, with as
 * many axes and, where they are told, of these names. Several where the file leaves it open: then what fits is what the project has.
 */
export function readings({ className, config, weights }: Pick<KerasLayer, 'className' | 'config' | 'weights'>): readonly Reading[] {
  const wrapped = wrappedClass(config);
  const fits = ({ block, classes, specs, given }: Form): boolean =>
    (className === null || classes.includes(className)) &&
    (wrapped === null || className === block.keras.name || wrapped.className === block.keras.name) &&
    Object.entries(given).every(([name, value]) => {
      const theirs = (wrapped?.config ?? config)?.[name];
      return typeof theirs !== 'boolean' || theirs === value;
    }) &&
    specs.length === weights.length &&
    specs.every(({ name, learned }, at) => {
      const theirs = weights[at];
      return theirs?.learned === learned && (theirs.name === null || isCalled(block, name, theirs.name));
    });
  const alike = allForms().filter(fits);
  // Of some blocks the weights have as many axes as what arrives has, and no case for each number.
  const found = alike.filter(({ specs }) => specs.every(({ shape }, at) => shape.length === weights[at]?.shape.length));
  if (found.length === 0 && className !== null) found.push(...alike);
  const read = found.map(({ block, specs }) => ({ kind: block.kind, names: specs.map(({ name }) => name) }));
  return read.filter(({ kind, names }, at) => read.findIndex((own) => own.kind === kind && own.names.join() === names.join()) === at);
}

/** The layer that another one is around, `layer` of Bidirectional. */
function wrappedClass(config: KerasLayer['config']): LayerConfig | null {
  const inner = config?.['layer'];
  if (typeof inner !== 'object' || inner === null || !('class_name' in inner) || !('config' in inner)) return null;
  const { class_name: className, config: own } = inner;
  return typeof className === 'string' && typeof own === 'object' && own !== null ? { className, config: { ...own } } : null;
}

/** Whether a weight, `query_kernel` or `forward_kernel`, is the one that Keras calls so: `kernel`. */
const isCalled = ({ keras }: Block, name: string, theirs: string): boolean =>
  name === theirs || name.endsWith(`_${theirs}`) || keras.stockWeights?.[name] === theirs;

/** Every set of weights that a block can have, out of its cases: once with each choice of the arguments that add some or leave some out, and with what its activation can learn. */
function allForms(): readonly Form[] {
  return (forms ??= blocks.filter(({ structure }) => structure !== true).flatMap(formsOf));
}

function formsOf(block: Block): readonly Form[] {
  const switches = Object.entries(block.params).flatMap(([name, param]) => (param.type === 'bool' ? [name] : []));
  const learning = activations.flatMap(({ kind, params, variants = [], learns }) =>
    variants
      .map((given) => ({ kind, values: parseValues(params, given).values }))
      .filter(({ values }) => Object.keys(learns?.(values) ?? {}).length > 0),
  );
  const found: Form[] = [];
  for (const test of block.cases) {
    const inputs = Object.fromEntries(Object.entries(test.inputs).map(([port, shapes]) => [port, shapes.map((own) => floatSpec(own))]));
    const first = parseValues(block.params, test.values ?? {}).values;
    const namesOf = (values: Values): string =>
      blockWeights(block, inputs, values)
        .map(({ name }) => name)
        .join();
    const telling = switches.filter((name) => namesOf({ ...first, [name]: true }) !== namesOf({ ...first, [name]: false }));
    const className = block.keras.wrap?.({ class_name: block.keras.name, config: {} }, first).class_name ?? block.keras.name;
    for (const given of choices(telling)) {
      for (const activation of 'activation' in block.params ? [first['activation'] ?? null, ...learning] : [null]) {
        const values = { ...first, ...given, ...(activation === null ? {} : { activation }) };
        const own = block.weights?.(inputs, values).length ?? 0;
        const specs = blockWeights(block, inputs, values).map(({ name, shape }, at) => ({ name, shape, learned: at >= own }));
        const written = Object.fromEntries(
          Object.entries(given).map(([name, value]) => [block.keras.args?.[name] ?? toSnake(name), value]),
        );
        if (specs.length > 0) found.push({ block, classes: [className], specs, given: written });
      }
    }
  }
  return found;
}

/** Every way to set these switches. */
function choices(names: readonly string[]): readonly Readonly<Record<string, boolean>>[] {
  const [name, ...others] = names;
  if (name === undefined) return [{}];
  return choices(others).flatMap((own) => [true, false].map((value) => ({ ...own, [name]: value })));
}
