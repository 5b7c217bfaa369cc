import { describe, expect, it } from 'vitest';
import { dataTypes } from '../compiled/graphProto.ts';
import { alternativeOf } from './alternatives/alternativeOf.ts';
import { convolution, product } from './fixtures/chains.ts';
import type { GraphOp } from './graphOp.ts';
import { withOwnKernels } from './withOwnKernels.ts';

describe('putting our kernels in the place of others', () => {
  const { op, shapes } = product(4, 3, 2);
  const bias: GraphOp = { kernel: 'BiasAdd', attr: {}, inputs: [9, 3], outputs: [10], shape: [4, 2] };
  const relu: GraphOp = { kernel: 'Relu', attr: {}, inputs: [10], outputs: [11], shape: [4, 2] };
  const kinds = (ops: readonly GraphOp[], wanted: number): string[] =>
    withOwnKernels(
      ops,
      new Set([wanted]),
      (id) => shapes[id],
      () => true,
    ).map(({ kernel, inputs, outputs }) => `${kernel} ${inputs.join()} > ${outputs.join()}`);

  it('takes in the bias and ReLU right after a product', () => {
    expect(kinds([op, bias, relu], 11)).toEqual(['NetloomMatMul 0,1,3 > 11']);
    expect(kinds([op, bias], 10)).toEqual(['NetloomMatMul 0,1,3 > 10']);
    expect(kinds([op], 9)).toEqual(['NetloomMatMul 0,1 > 9']);
  });

  it('leaves apart what somebody else asks for', () => {
    expect(kinds([op, bias, relu], 9)).toEqual(['NetloomMatMul 0,1 > 9', 'BiasAdd 9,3 > 10', 'Relu 10 > 11']);
    const other: GraphOp = { kernel: 'Neg', attr: {}, inputs: [10], outputs: [12], shape: [4, 2] };
    expect(kinds([op, bias, relu, other], 11)).toEqual(['NetloomMatMul 0,1,3 > 10', 'Relu 10 > 11', 'Neg 10 > 12']);
  });

  it('takes in the sum at the end of a residual block, whichever side it stands on, but not one of another shape', () => {
    const { op: first, shapes: known } = convolution('Conv2D', { x: [1, 5, 5, 4], kernel: [3, 3, 4, 4], out: [5, 5], padding: 'SAME' });
    const second: GraphOp = { ...first, inputs: [0, 2], outputs: [10] };
    const sum = (inputs: readonly number[], shape = first.shape): GraphOp => ({ kernel: 'AddV2', attr: {}, inputs, outputs: [11], shape });
    const joined = (...ops: readonly GraphOp[]): string[] =>
      withOwnKernels(
        ops,
        new Set([11]),
        (id) => ({ ...known, 2: known[1], 3: first.shape, 4: [4], 9: first.shape, 10: first.shape })[id],
        () => true,
      ).map(({ kernel, inputs, outputs }) => `${kernel} ${inputs.join()} > ${outputs.join()}`);
    expect(joined(first, sum([9, 3]))).toEqual(['NetloomConv2D 0,1,3 > 11']);
    expect(joined(first, sum([3, 9]))).toEqual(['NetloomConv2D 0,1,3 > 11']);
    expect(joined(first, sum([9, 4]))).toEqual(['NetloomConv2D 0,1 > 9', 'AddV2 9,4 > 11']);
    // The sum waits for both.
    expect(joined(first, second, sum([9, 10]))).toEqual(['NetloomConv2D 0,2 > 10', 'NetloomConv2D 0,1,10 > 11']);
    expect(joined(first, sum([9, 9]))).toEqual(['NetloomConv2D 0,1 > 9', 'AddV2 9,9 > 11']);
  });

  it('does nothing for grouped convolutions, other layouts and other types', () => {
    const grouped = convolution('Conv2D', { x: [1, 5, 5, 4], kernel: [3, 3, 2, 4], out: [3, 3], padding: 'VALID' });
    expect(alternativeOf(grouped.op, (id) => grouped.shapes[id])).toBeNull();
    expect(alternativeOf({ ...op, attr: { ...op.attr, T: { type: dataTypes.int32 } } }, (id) => shapes[id])).toBeNull();
    expect(alternativeOf(op, () => undefined)).toBeNull();
  });
});
