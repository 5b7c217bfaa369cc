import { alternativeOf, type Alternative } from './alternatives.ts';
import type { GraphOp, ShapeOf } from './graphOp.ts';

/**
 * Puts kernels of our own in the place of TensorFlow's where `isOwn` says so, each with the bias and ReLU that come right after it. `wanted`: tensors
 * that are asked for. What is computed stays the same.
 */
export function withOwnKernels(
  ops: readonly GraphOp[],
  wanted: ReadonlySet<number>,
  shapeOf: ShapeOf,
  isOwn: (alternative: Alternative) => boolean,
): readonly GraphOp[] {
  const users = new Map<number, GraphOp[]>();
  for (const op of ops) for (const input of op.inputs) users.set(input, [...(users.get(input) ?? []), op]);
  /** What alone uses the output of an operation, when nobody else asks for it. */
  const follower = ({ outputs: [output = -1] }: GraphOp, kernel: string): GraphOp | null => {
    const [only, ...others] = wanted.has(output) ? [] : (users.get(output) ?? []);
    return only?.kernel === kernel && others.length === 0 && only.inputs[0] === output ? only : null;
  };
  /** By the operation whose place they take: bias and activation may be known later than the product. */
  const places = new Map<GraphOp, GraphOp | null>();
  for (const op of ops) {
    const alternative = alternativeOf(op, shapeOf);
    if (!alternative || !isOwn(alternative)) continue;
    const { own, biased } = alternative;
    const added = op.kernel === 'MatMul' || op.kernel === 'Conv2D' ? follower(op, 'BiasAdd') : null;
    const bias = added?.inputs[1];
    if (!added || bias === undefined) {
      places.set(op, { ...op, ...own });
      continue;
    }
    const relu = follower(added, 'Relu');
    const last = relu ?? added;
    places.set(op, null);
    places.set(added, null);
    places.set(last, { ...last, kernel: biased, attr: { ...own.attr, relu: { b: relu !== null } }, inputs: [...op.inputs, bias] });
  }
  return ops.flatMap((op) => {
    const place = places.get(op);
    return place === undefined ? [op] : place === null ? [] : [place];
  });
}
