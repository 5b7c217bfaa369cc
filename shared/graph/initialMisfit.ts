import type { WeightSpec } from '../catalogue/block.ts';
import { findBlock, hasBlock } from '../catalogue/index.ts';
import { formatShape } from '../catalogue/tensorSpec.ts';
import type { InitialFrom } from './document.ts';

/** Why a block of this kind, with these weights, cannot start from those of another run; null when it can. */
export function initialMisfit(
  kind: string,
  weights: readonly Pick<WeightSpec, 'name' | 'shape'>[],
  from: Pick<InitialFrom, 'kind' | 'title' | 'shapes'>,
): string | null {
  if (from.kind !== kind)
    return `${from.title} is ${article(hasBlock(from.kind) ? findBlock(from.kind).title : from.kind)}, another kind of block`;
  for (const { name, shape } of weights) {
    const theirs = from.shapes[name];
    if (!theirs) return `${from.title} has no ${name}, this block has one`;
    if (theirs.join() !== shape.join())
      return `the ${name} of ${from.title} is ${formatShape(theirs)}, this block's is ${formatShape(shape)}`;
  }
  const extra = Object.keys(from.shapes).find((name) => weights.every((weight) => weight.name !== name));
  return extra === undefined ? null : `${from.title} has a ${extra}, this block has none`;
}

const article = (title: string): string => `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`;
