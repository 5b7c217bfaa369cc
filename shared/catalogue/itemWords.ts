import { findItem } from './index.ts';
import { isItem, type Family, type ItemValue, type Value } from './params.ts';
import { defaultValues } from './parseValues.ts';
import { toWords } from './toWords.ts';

/** What is chosen of an item, in words: what is not its default, and its learning rate at any rate. `learning rate 0.001`, `beta1 0.5`. */
export function itemChoices(family: Family, { kind, values }: ItemValue): readonly string[] {
  const usual = defaultValues(findItem(family, kind).params);
  return Object.entries(values)
    .filter(([name, value]) => name === 'learningRate' || (value !== null && JSON.stringify(value) !== JSON.stringify(usual[name])))
    .map(([name, value]) => `${toWords(name).toLowerCase()} ${valueWords(value)}`);
}

/** A chosen item with its choices: `Adam (learning rate 0.001, beta1 0.5)`. */
export function itemWords(family: Family, item: ItemValue): string {
  const words = itemChoices(family, item);
  const { title } = findItem(family, item.kind);
  return words.length === 0 ? title : `${title} (${words.join(', ')})`;
}

/** A value on its own; of an item its kind. */
export function valueWords(value: Value | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (value === '') return 'automatic';
  if (isItem(value)) return value.kind;
  if (!Array.isArray(value)) return String(value);
  return value.length === 0
    ? 'none'
    : value.map((own: unknown) => (isItem(own as Value) ? (own as ItemValue).kind : String(own))).join(' × ');
}
