import { describe, expect, it } from 'vitest';
import { blocks, findBlock } from './index.ts';
import { deriveLengths } from './deriveLengths.ts';
import { parseValues } from './parseValues.ts';
import type { Values } from './params.ts';
import { floatSpec } from './tensorSpec.ts';

const derive = (kind: string, shape: readonly (number | null)[], given: Values) => {
  const block = findBlock(kind);
  return deriveLengths(block, { x: [floatSpec(shape)] }, parseValues(block.params, given).values);
};

describe.each(blocks.filter(({ params }) => params['strides']).map((block) => [block.kind, block] as const))('%s', (kind, block) => {
  it.each(block.cases.map((test, at) => [at + 1, test] as const))(
    'case %i: its derivation gives the lengths that it infers',
    (_at, test) => {
      const [shape = []] = Object.values(test.inputs)[0] ?? [];
      const values = parseValues(block.params, test.values ?? {}).values;
      const inferred = values['dataFormat'] === 'channelsFirst' ? test.output.slice(1) : test.output.slice(0, -1);
      const derived = derive(kind, shape, test.values ?? {}) ?? [];
      expect(derived.map(({ length }) => length)).toEqual(inferred);
      // What is read is what was computed: the formula with its numbers, worked out anew.
      for (const { filled, length } of derived) {
        const script = filled
          .replaceAll('⌊', 'Math.floor(')
          .replaceAll('⌈', 'Math.ceil(')
          .replaceAll(/[⌋⌉]/g, ')')
          .replaceAll('·', '*')
          .replaceAll('−', '-');
        // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
        expect(Number(new Function(`return ${script}`)()), filled).toBe(length);
      }
    },
  );
});

it('tells the zeros of each padding, and that 1 with a stride of 2 is not the same as same', () => {
  const notes = (given: Values) =>
    derive('conv2d', [28, 28, 3], { strides: 2, ...given })?.map(({ note, length }) => `${note}: ${length}`)[0];
  expect(notes({ padding: 'same' })).toBe('zeros: 0 in front, 1 behind: 14');
  expect(notes({ padding: 'number', pads: 1 })).toBe('1 zero at both ends: 14');
  expect(notes({})).toBe('null: 13');
});

it('says nothing of other blocks, and while a length is not known', () => {
  expect(derive('dense', [4], {})).toBeNull();
  expect(derive('conv2d', [null, 28, 3], {})).toBeNull();
});
