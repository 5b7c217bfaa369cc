import { defineBlock, SpecProblem, type Block, type BlockCase } from '../block.ts';
import { floatSpec, formatShape, sizeOf } from '../tensorSpec.ts';

type Length = number | null;

/** What adding, subtracting and the like share: each number is joined with those that stand at its place in the other tensors. */
export function elementwise(own: {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly formula: string;
  readonly searchWords?: readonly string[];
  /** Largest number of wires. */
  readonly max?: number;
  /** What is asked of the wires. */
  readonly help?: string;
  readonly stock?: boolean;
  readonly cases?: readonly BlockCase[];
}): Block<Record<never, never>> {
  return defineBlock({
    kind: own.kind,
    version: 1,
    title: own.title,
    group: 'merging',
    ...(own.searchWords ? { searchWords: own.searchWords } : {}),
    summary: own.summary,
    formula: own.formula,
    params: {},
    keras: { name: own.title, ...(own.stock === false ? { stock: false } : {}) },
    inputs: [
      {
        name: 'x',
        variadic: true,
        min: 2,
        ...(own.max === undefined ? {} : { max: own.max }),
        help:
          own.help ??
          'Two or more tensors of the same shape. An axis of length 1 is repeated to the length of the others, as are axes in front.',
      },
    ],
    outputs: [{ name: 'y' }],
    infer({ x = [] }) {
      const [first, ...others] = x;
      if (!first) throw new SpecProblem(`${own.title} has no inputs: connect two or more`);
      const shape = others.reduce((joined, other) => broadcast(own.title, joined, other.shape), first.shape);
      return { y: { ...floatSpec(shape), mask: x.some(({ mask }) => mask) } };
    },
    multiplyAdds: ({ x = [] }, outputs) => (sizeOf(outputs.y?.shape ?? []) ?? 0) * Math.max(0, x.length - 1),
    cases: [
      { inputs: { x: [[4], [4]] }, output: [4], weights: 0 },
      ...(own.cases ?? [
        {
          inputs: {
            x: [
              [3, 3, 2],
              [3, 3, 2],
              [3, 3, 2],
            ],
          },
          output: [3, 3, 2],
          weights: 0,
        },
      ]),
      {
        inputs: {
          x: [
            [1, 1, 3],
            [2, 4, 3],
          ],
        },
        output: [2, 4, 3],
        weights: 0,
      },
      { inputs: { x: [[2, 3], [3]] }, output: [2, 3], weights: 0 },
    ],
  });
}

/** The shape of both together: lengths equal from the last axis on, or 1 (Keras, `broadcast_shapes`). */
function broadcast(title: string, a: readonly Length[], b: readonly Length[]): Length[] {
  const rank = Math.max(a.length, b.length);
  const at = (shape: readonly Length[], axis: number): Length => {
    const place = axis - rank + shape.length;
    return place < 0 ? 1 : (shape[place] ?? null);
  };
  return Array.from({ length: rank }, (_, axis) => {
    const [left, right] = [at(a, axis), at(b, axis)];
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new SpecProblem(
      `${title} needs equal shapes: ${formatShape(a)} and ${formatShape(b)} differ; match the filters or units, strides and padding of the branches`,
    );
  });
}
