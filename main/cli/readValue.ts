import { findItem } from '../../shared/catalogue/index.ts';
import type { Family, ItemValue, Param, Params, Value } from '../../shared/catalogue/params.ts';
import { parseValue } from '../../shared/catalogue/parseValues.ts';

/** A value as it is written on a command line: `0.5`, `true`, `3x3`, `l2:l2=0.01`, `accuracy+auc`, `none`. Throws an Error in words, that begin in the midst of a sentence. */
export function readValue(param: Param, text: string): Value {
  const parsed = parseValue(param, rawOf(param, text));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.value;
}

function rawOf(param: Param, text: string): unknown {
  switch (param.type) {
    case 'int':
    case 'float':
      return numberOf(text);
    case 'bool':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    case 'size':
    case 'ints':
    case 'shape': {
      const lengths = text.split(/[x×]/).map(numberOf);
      return lengths.length === 1 && param.type !== 'shape' ? lengths[0] : lengths;
    }
    case 'optional':
      return text === 'none' ? null : rawOf(param.of, text);
    case 'item':
      return readItem(param.family, text);
    case 'items':
      return text === 'none' ? [] : text.split(/\+(?=[a-z])/i).map((part) => readItem(param.family, part));
    case 'files':
      throw new Error('files are chosen with "netloom data"');
    default:
      return text;
  }
}

const numberOf = (text: string): number | string => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

/** An item of a list: `cosine`, or `stepDecay:every=2,factor=0.5` with values of its own. Throws an Error in words that list what there is. */
export function readItem(family: Family, text: string): ItemValue {
  const [, kind = '', given] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? [];
  const { params } = findItem(family, kind);
  const parts = assignments(given ?? '', /^\s*\w+=/);
  const repeated = givenTwice(parts);
  if (repeated !== null) throw new Error(`${kind}: "${repeated}" is given twice`);
  const values = Object.fromEntries(
    parts.map((part) => {
      const [, name = '', value = ''] = /^\s*(\w+)=(.*)$/s.exec(part) ?? [];
      const param = params[name];
      if (!param) throw new Error(`${kind} takes ${takes(params)}, not "${part}"`);
      try {
        return [name, readValue(param, value)];
      } catch (error) {
        throw new Error(`${kind}, ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }),
  );
  return { kind, values };
}

const takes = (params: Params): string => {
  const names = Object.keys(params);
  return names.length === 0 ? 'no values' : names.map((name) => `${name}=X`).join(', ');
};

/** Of assignments the first name that stands in two of them: one would be dropped without a word; null where none does. */
export function givenTwice(parts: readonly string[]): string | null {
  return repeatedIn(parts.flatMap((part) => (part.includes('=') ? [part.slice(0, part.indexOf('=')).trim()] : [])));
}

/** The first name that stands in a list a second time; null where none does. */
export const repeatedIn = (names: readonly string[]): string | null => names.find((name, at) => names.indexOf(name) !== at) ?? null;

/** The parts of a list with commas between; a comma within a value does not part it, since what follows begins no other (`begins`). */
export function assignments(text: string, begins: RegExp): readonly string[] {
  if (text === '') return [];
  return text.split(',').reduce<string[]>((parts, part) => {
    const before = parts.at(-1);
    if (before === undefined || begins.test(part)) parts.push(part.trimStart());
    else parts[parts.length - 1] = `${before},${part}`;
    return parts;
  }, []);
}
