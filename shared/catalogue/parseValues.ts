import { parseExpression } from './expression/parseExpression.ts';
import { filesValueSchema } from './foundFiles.ts';
import { findItem } from './index.ts';
import type { Item } from './item.ts';
import type { ItemValue, Param, Params, Value, Values, ValuesOf } from './params.ts';

export type Parsed<T> = { readonly value: T } | { readonly problem: string };
export interface ValueProblem {
  readonly param: string;
  readonly message: string;
}

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const show = (raw: unknown): string => (raw === undefined ? 'nothing' : (JSON.stringify(raw) ?? String(raw))).slice(0, 60);

/** Checks one value against its parameter: the value in its canonical form, or what is wrong, in words. */
export function parseValue(param: Param, raw: unknown): Parsed<Value> {
  switch (param.type) {
    case 'int':
    case 'float':
      return parseNumber(param, raw);
    case 'bool':
      return typeof raw === 'boolean' ? { value: raw } : { problem: `expected true or false, not ${show(raw)}` };
    case 'choice':
      return typeof raw === 'string' && param.choices.includes(raw)
        ? { value: raw }
        : { problem: `expected one of ${param.choices.join(', ')}, not ${show(raw)}` };
    case 'text':
    case 'graph':
    case 'column':
    case 'metric':
      return typeof raw === 'string' ? { value: raw } : { problem: `expected text, not ${show(raw)}` };
    case 'expression': {
      if (typeof raw !== 'string') return { problem: `expected a formula over y and q, not ${show(raw)}` };
      const parsed = parseExpression(raw);
      return 'problem' in parsed ? parsed : { value: raw };
    }
    case 'size':
      return parseSize(param, raw);
    case 'shape':
      return parseShape(raw, param.infer ?? false);
    case 'ints':
      return parseInts(param, raw);
    case 'files': {
      const parsed = filesValueSchema.safeParse(raw);
      if (parsed.success) return { value: parsed.data };
      const [issue] = parsed.error.issues;
      const place = issue?.path.map(String).join('.') ?? '';
      return {
        problem: `expected a path and what was found there, not ${show(raw)}${place === '' ? '' : ` (${place}: ${issue?.message ?? ''})`}`,
      };
    }
    case 'optional':
      return raw === null ? { value: null } : parseValue(param.of, raw);
    case 'item':
      return parseItem(param.family, raw);
    case 'items': {
      if (!Array.isArray(raw)) return { problem: `expected a list, not ${show(raw)}` };
      const items: ItemValue[] = [];
      for (const entry of raw) {
        const parsed = parseItem(param.family, entry);
        if ('problem' in parsed) return parsed;
        if (!param.many && items.some((item) => item.kind === parsed.value.kind))
          return { problem: `"${parsed.value.kind}" stands in the list twice` };
        items.push(parsed.value);
      }
      return { value: items };
    }
  }
}

function parseNumber(param: Extract<Param, { type: 'int' | 'float' }>, raw: unknown): Parsed<number> {
  if (typeof raw === 'number' && !Number.isFinite(raw)) return { problem: `must be a finite number, not ${raw}` };
  if (typeof raw !== 'number') return { problem: `expected a number, not ${show(raw)}` };
  if (param.type === 'int' && !Number.isSafeInteger(raw)) return { problem: `expected a whole number, not ${raw}` };
  const exclusiveMin = param.type === 'float' && param.exclusiveMin;
  const exclusiveMax = param.type === 'float' && param.exclusiveMax;
  if (param.min !== undefined && (exclusiveMin ? raw <= param.min : raw < param.min)) {
    return { problem: `must be ${exclusiveMin ? 'above' : 'at least'} ${param.min}, not ${raw}` };
  }
  if (param.max !== undefined && (exclusiveMax ? raw >= param.max : raw > param.max)) {
    return { problem: `must be ${exclusiveMax ? 'below' : 'at most'} ${param.max}, not ${raw}` };
  }
  return { value: raw };
}

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

function parseSize({ parts, min }: Extract<Param, { type: 'size' }>, raw: unknown): Parsed<readonly number[]> {
  const lengths: unknown = typeof raw === 'number' ? parts.map(() => raw) : raw;
  if (!Array.isArray(lengths) || lengths.length !== parts.length || !lengths.every((length) => Number.isSafeInteger(length))) {
    const count = parts.length === 1 ? 'a whole number' : `${numberWords[parts.length] ?? parts.length} whole numbers`;
    return { problem: `expected ${count} (${parts.join(', ')}), not ${show(raw)}` };
  }
  if (lengths.every((length: number) => length >= min)) return { value: lengths };
  const all = parts.length === 1 ? 'it' : parts.length === 2 ? 'both numbers' : 'all numbers';
  return { problem: `${all} must be at least ${min}, not ${lengths.join(' × ')}` };
}

/** Largest number of axes and of numbers in an example: a file must not ask for more than a machine can hold. */
const maxRank = 8;
const maxSize = 2 ** 31;

function parseShape(raw: unknown, infer: boolean): Parsed<readonly number[]> {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > maxRank || !raw.every((length) => Number.isSafeInteger(length))) {
    return { problem: `expected 1 to ${maxRank} whole numbers, such as 28, 28, 1, not ${show(raw)}` };
  }
  const lengths: readonly number[] = raw;
  if (lengths.filter((length) => length === -1).length > (infer ? 1 : 0)) {
    return { problem: infer ? 'only one length can be -1' : 'every length must be at least 1' };
  }
  if (lengths.some((length) => length < 1 && length !== -1))
    return { problem: `every length must be at least 1, not ${lengths.join(' × ')}` };
  if (lengths.reduce((a, b) => a * Math.abs(b), 1) > maxSize) return { problem: `${lengths.join(' × ')} is more than ${maxSize} numbers` };
  return { value: lengths };
}

/** Most whole numbers in a list: more than a tensor has axes. */
const maxInts = 16;

function parseInts({ min, max }: Extract<Param, { type: 'ints' }>, raw: unknown): Parsed<readonly number[]> {
  const list: unknown = typeof raw === 'number' ? [raw] : raw;
  if (!Array.isArray(list) || list.length > maxInts || !list.every((entry) => Number.isSafeInteger(entry)))
    return { problem: `expected whole numbers, at most ${maxInts}, such as 1, 2, not ${show(raw)}` };
  const numbers: readonly number[] = list;
  if (min !== undefined && numbers.some((entry) => entry < min))
    return { problem: `every number must be at least ${min}, not ${numbers.join(', ')}` };
  if (max !== undefined && numbers.some((entry) => entry > max))
    return { problem: `every number must be at most ${max}, not ${numbers.join(', ')}` };
  return { value: numbers };
}

/** `"relu"` or `{ kind: "relu", values: {} }`. Unknown kinds and bad values of the item's own parameters are refused. */
function parseItem(family: Extract<Param, { family: unknown }>['family'], raw: unknown): Parsed<ItemValue> {
  const kind = typeof raw === 'string' ? raw : isRecord(raw) ? raw['kind'] : undefined;
  if (typeof kind !== 'string') return { problem: `expected a name of the ${family}, not ${show(raw)}` };
  let item: Item;
  try {
    item = findItem(family, kind);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const given = isRecord(raw) && isRecord(raw['values']) ? raw['values'] : {};
  const { values, problems } = parseValues(item.params, given);
  const [first] = problems;
  if (first) return { problem: `${item.title}, ${first.param}: ${first.message}` };
  const broken = item.rules?.find((rule) => !rule.holds(values));
  return broken ? { problem: `${item.title}, ${broken.message}` } : { value: { kind, values } };
}

/**
 * Checks the values of a parameter list. Missing ones get their defaults; a bad one gets its default too, and a problem says
 * why; a name that no parameter has is a problem.
 */
export function parseValues<P extends Params>(
  params: P,
  given: Readonly<Record<string, unknown>>,
): { readonly values: Values & ValuesOf<P>; readonly problems: readonly ValueProblem[] } {
  const values: Record<string, Value> = {};
  const problems: ValueProblem[] = [];
  for (const [name, param] of Object.entries(params)) {
    const parsed = parseValue(param, Object.hasOwn(given, name) ? given[name] : param.default);
    if ('value' in parsed) {
      values[name] = parsed.value;
    } else {
      problems.push({ param: name, message: parsed.problem });
      const standIn = parseValue(param, param.default);
      if ('value' in standIn) values[name] = standIn.value;
    }
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(params, name)) problems.push({ param: name, message: `there is no parameter "${name}"` });
  }
  return { values: values as Values & ValuesOf<P>, problems };
}

/** The defaults of a parameter list, in canonical form. */
export function defaultValues<P extends Params>(params: P): Values & ValuesOf<P> {
  return parseValues(params, {}).values;
}

/** The default of one parameter, in canonical form. */
export function defaultValue(param: Param): Value {
  const parsed = parseValue(param, param.default);
  if ('problem' in parsed) throw new Error(`the default is not a value: ${parsed.problem}`);
  return parsed.value;
}
