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

  it('does nothing for grouped convolutions, other layouts and other types', () => {
    const grouped = convolution('Conv2D', { x: [1, 5, 5, 4], kernel: [3, 3, 2, 4], out: [3, 3], padding: 'VALID' });
    expect(alternativeOf(grouped.op, (id) => grouped.shapes[id])).toBeNull();
    expect(alternativeOf({ ...op, attr: { ...op.attr, T: { type: dataTypes.int32 } } }, (id) => shapes[id])).toBeNull();
    expect(alternativeOf(op, () => undefined)).toBeNull();
  });
});
