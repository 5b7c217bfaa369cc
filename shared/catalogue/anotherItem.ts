import { findItem } from './index.ts';
import { defaultValues } from './parseValues.ts';
import type { Family, ItemValue, Values } from './params.ts';

/**
 * An item in the place of another one of its list, with its defaults. A choice that both have, such as whether an adversarial loss aims at what is real or
 * what is generated, stays as it was; numbers do not: each item has defaults of its own for them.
 */
export function anotherItem(family: Family, kind: string, before: unknown): ItemValue {
  const { params } = findItem(family, kind);
  return { kind, values: { ...defaultValues(params), ...keptChoices(family, kind, before) } };
}

/** The same for an item of which some values are given: those stay as they are given. */
export const givenItem = (family: Family, { kind, values }: ItemValue, before: unknown): ItemValue => ({
  kind,
  values: { ...keptChoices(family, kind, before), ...values },
});

/** The choices of an item that one of this kind has, too. */
function keptChoices(family: Family, kind: string, before: unknown): Values {
  if (!isWhole(before)) return {};
  const { params } = findItem(family, kind);
  const kept = Object.entries(findItem(family, before.kind).params).filter(([name, theirs]) => {
    const own = params[name];
    return theirs.type === 'choice' && own?.type === 'choice' && own.choices.join() === theirs.choices.join() && name in before.values;
  });
  return Object.fromEntries(kept.map(([name]) => [name, before.values[name] ?? null]));
}

/** A project keeps an item of which nothing is chosen by its name alone. */
const isWhole = (value: unknown): value is ItemValue =>
  typeof value === 'object' && value !== null && 'kind' in value && 'values' in value && typeof value.kind === 'string';
