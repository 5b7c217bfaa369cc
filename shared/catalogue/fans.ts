/** Fan-in and fan-out as Keras's `compute_fans`: of a kernel, the last two axes times the receptive field. */
export function fans(shape: readonly number[]): readonly [fanIn: number, fanOut: number] {
  if (shape.length === 0) return [1, 1];
  if (shape.length === 1) return [shape[0] ?? 1, shape[0] ?? 1];
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return [(shape.at(-2) ?? 1) * field, (shape.at(-1) ?? 1) * field];
}
