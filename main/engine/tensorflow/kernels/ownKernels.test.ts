import { describe, expect, it, onTestFinished } from 'vitest';
import { assignVariables } from '../compiled/graphSession.ts';
import { dataTypes, text, type Attr } from '../compiled/graphProto.ts';
import { GraphWriter } from '../compiled/graphWriter.ts';
import { nativeSessions } from '../compiled/nativeSession.ts';
import { loadTensorflowBackend } from '../loadBackend.ts';
import { locateTensorflow } from '../locate.ts';
import { alternativeOf, type Alternative } from './alternatives.ts';
import type { GraphOp } from './graphOp.ts';
import { quickerKernels } from './quickerKernels.ts';
import { withOwnKernels } from './withOwnKernels.ts';

const float = { type: dataTypes.float32 };
const list = (i: readonly number[]): Attr => ({ list: { i } });

interface Case {
  readonly op: GraphOp;
  readonly shapes: Readonly<Record<number, readonly number[]>>;
}
/** Inputs are called 0, 1, 2 and the output 9. */
const product = (rows: number, depth: number, columns: number, a = false, b = false): Case => ({
  op: {
    kernel: 'MatMul',
    attr: { T: float, transpose_a: { b: a }, transpose_b: { b } },
    inputs: [0, 1],
    outputs: [9],
    shape: [rows, columns],
  },
  shapes: { 0: a ? [depth, rows] : [rows, depth], 1: b ? [columns, depth] : [depth, columns] },
});

interface Layout {
  readonly x: readonly number[];
  readonly kernel: readonly number[];
  readonly out: readonly [number, number];
  readonly strides?: readonly [number, number];
  readonly dilations?: readonly [number, number];
  readonly padding: 'SAME' | 'VALID';
}
function convolution(kind: string, { x, kernel, out, strides = [1, 1], dilations = [1, 1], padding }: Layout): Case {
  const attr = {
    T: float,
    strides: list([1, ...strides, 1]),
    dilations: list([1, ...dilations, 1]),
    padding: text(padding),
    data_format: text('NHWC'),
  };
  const y = [x[0] ?? 0, ...out, kernel[3] ?? 0];
  const shapes: Case['shapes'] | undefined = {
    Conv2D: { 0: x, 1: kernel },
    Conv2DBackpropInput: { 1: kernel, 2: y },
    Conv2DBackpropFilter: { 0: x, 2: y },
  }[kind];
  if (!shapes) throw new Error(kind);
  const shape = kind === 'Conv2D' ? y : kind === 'Conv2DBackpropInput' ? x : kernel;
  return { op: { kernel: kind, attr, inputs: kind === 'Conv2D' ? [0, 1] : [0, 1, 2], outputs: [9], shape }, shapes };
}

/** Lengths that no tile divides, strides and holes, few channels and many. */
const layouts: readonly Layout[] = [
  { x: [5, 9, 11, 1], kernel: [3, 3, 1, 32], out: [7, 9], padding: 'VALID' },
  { x: [3, 8, 7, 17], kernel: [3, 3, 17, 37], out: [8, 7], padding: 'SAME' },
  { x: [2, 9, 8, 5], kernel: [4, 2, 5, 7], out: [3, 4], strides: [3, 2], padding: 'SAME' },
  { x: [2, 12, 10, 3], kernel: [3, 2, 3, 40], out: [8, 7], dilations: [2, 3], padding: 'VALID' },
  { x: [4, 7, 7, 33], kernel: [1, 1, 33, 16], out: [4, 4], strides: [2, 2], padding: 'SAME' },
  { x: [2, 6, 6, 12], kernel: [1, 1, 12, 20], out: [6, 6], padding: 'VALID' },
  { x: [16, 12, 12, 16], kernel: [3, 3, 16, 24], out: [12, 12], padding: 'SAME' },
  { x: [1, 40, 30, 8], kernel: [3, 3, 8, 24], out: [40, 30], padding: 'SAME' },
  { x: [1, 3, 9, 4], kernel: [3, 5, 4, 6], out: [1, 2], strides: [2, 4], padding: 'VALID' },
];
const cases: readonly Case[] = [
  ...[false, true].flatMap((a) => [false, true].map((b) => product(70, 33, 45, a, b))),
  product(1, 784, 128),
  product(256, 1100, 10),
  product(200, 90, 160, true),
  ...['Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'].flatMap((kind) => layouts.map((layout) => convolution(kind, layout))),
];

/** Results of TensorFlow's kernel and of ours, on the same numbers. */
async function results({ theirs, own, sample }: Alternative, threads: number): Promise<readonly Float32Array[]> {
  const { binding } = loadTensorflowBackend();
  const session = nativeSessions(binding)?.({ threads, gpu: false });
  if (!session) throw new Error('the addon was not built');
  try {
    const writer = new GraphWriter();
    const variables = sample.flatMap((part, at) => ('lengths' in part ? [] : [writer.variable(`in${at}`, part)]));
    let next = 0;
    const inputs = sample.map((part, at) =>
      'lengths' in part ? writer.constant(`in${at}`, 'int32', [4], Int32Array.from(part.lengths)) : (variables[next++]?.read ?? ''),
    );
    const nodes = [theirs, own].map(({ kernel, attr }, at) => writer.node(`result${at}`, kernel, inputs, attr));
    await session.extend(writer.take());
    await assignVariables(
      session,
      variables.map((variable, seed) => {
        const count = variable.shape.reduce((a, b) => a * b, 1);
        return [variable, Float32Array.from({ length: count }, (_, at) => Math.sin(at * 1.7 + seed))] as const;
      }),
    );
    const [found] = await session.prepare([], nodes)([[]]);
    return (found ?? []).map((numbers) => Float32Array.from(numbers));
  } finally {
    session.close();
  }
}

describe.skipIf(!locateTensorflow().ready)('a kernel of our own', () => {
  it.each([
    ['16', 2],
    ['8', 1],
    ['4', 3],
  ])('gives what TensorFlow gives, with vectors of %s on %i threads', async (vectors, threads) => {
    process.env['NETLOOM_VECTORS'] = vectors;
    onTestFinished(() => {
      delete process.env['NETLOOM_VECTORS'];
    });
    for (const { op, shapes } of cases) {
      const alternative = alternativeOf(op, (id) => shapes[id]);
      if (!alternative) throw new Error(`${op.kernel} has no kernel of our own`);
      const [theirs, own] = await results(alternative, threads);
      expect(own?.length).toBe(theirs?.length);
      const far = (theirs ?? []).findIndex((number, at) => !(Math.abs(number - (own?.[at] ?? Number.NaN)) < 1e-4));
      expect(far, alternative.signature).toBe(-1);
    }
  });
});

it.skipIf(!locateTensorflow().ready)("is timed beside TensorFlow's, and one of both is chosen for each operation", async () => {
  const { binding } = loadTensorflowBackend();
  const alternatives = cases.slice(0, 6).flatMap(({ op, shapes }) => alternativeOf(op, (id) => shapes[id]) ?? []);
  let closed = 0;
  const choices = await quickerKernels(alternatives, () => {
    const session = nativeSessions(binding)?.({ threads: 1, gpu: false });
    if (!session) throw new Error('the addon was not built');
    return { ...session, close: () => (session.close(), closed++) };
  });
  expect(Object.keys(choices)).toEqual(alternatives.map(({ signature }) => signature));
  expect(closed).toBe(1);
});

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
    expect(kinds([op, bias, relu], 11)).toEqual(['NetloomDense 0,1,3 > 11']);
    expect(kinds([op, bias], 10)).toEqual(['NetloomDense 0,1,3 > 10']);
    expect(kinds([op], 9)).toEqual(['NetloomMatMul 0,1 > 9']);
  });

  it('leaves apart what somebody else asks for', () => {
    expect(kinds([op, bias, relu], 9)).toEqual(['NetloomMatMul 0,1 > 9', 'BiasAdd 9,3 > 10', 'Relu 10 > 11']);
    const other: GraphOp = { kernel: 'Neg', attr: {}, inputs: [10], outputs: [12], shape: [4, 2] };
    expect(kinds([op, bias, relu, other], 11)).toEqual(['NetloomDense 0,1,3 > 10', 'Relu 10 > 11', 'Neg 10 > 12']);
  });

  it('does nothing for grouped convolutions, other layouts and other types', () => {
    const grouped = convolution('Conv2D', { x: [1, 5, 5, 4], kernel: [3, 3, 2, 4], out: [3, 3], padding: 'VALID' });
    expect(alternativeOf(grouped.op, (id) => grouped.shapes[id])).toBeNull();
    expect(alternativeOf({ ...op, attr: { ...op.attr, T: { type: dataTypes.int32 } } }, (id) => shapes[id])).toBeNull();
    expect(alternativeOf(op, () => undefined)).toBeNull();
  });
});
