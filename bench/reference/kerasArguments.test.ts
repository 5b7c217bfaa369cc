import { describe, expect, it } from 'vitest';
import { blocks } from '../../shared/catalogue/index.ts';
import { toSnake } from '../../shared/catalogue/toSnake.ts';
import { keptArguments } from './kerasArguments.ts';

const kept = keptArguments();
const own = blocks.filter(({ structure }) => structure !== true);

describe('every argument of a layer of Keras', () => {
  it.each(own.map((block) => [block.title, block] as const))('%s has, or says why there is none', (_, { params, keras }) => {
    const theirs = kept[keras.name] ?? expect.fail(`no arguments of ${keras.name} are kept: npm run reference`);
    const ours = new Set([
      ...Object.keys(params).map((name) => keras.args?.[name] ?? toSnake(name)),
      ...Object.keys(keras.also ?? {}),
      ...Object.values(keras.callArgs ?? {}),
    ]);
    expect([...(keras.lacks ?? [])].toSorted()).toEqual(theirs.filter((name) => !ours.has(name)).toSorted());
  });
});
