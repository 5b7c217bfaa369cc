/** Number types a tensor of a model can have. */
export type DType = 'float32' | 'int32' | 'bool';

/**
 * What is known of a tensor before anything runs. `shape` leaves the batch axis out (Keras writes it as None in front);
 * `null` is a length known only when data arrives. `mask` says that a mask travels along (sequences).
 */
export interface TensorSpec {
  readonly shape: readonly (number | null)[];
  readonly dtype: DType;
  readonly mask: boolean;
}

/** A float32 tensor without a mask: what most blocks give. */
export function floatSpec(shape: readonly (number | null)[]): TensorSpec {
  return { shape, dtype: 'float32', mask: false };
}

/** Numbers in one example; null while a length is unknown. */
export function sizeOf(shape: readonly (number | null)[]): number | null {
  let size = 1;
  for (const length of shape) {
    if (length === null) return null;
    size *= length;
  }
  return size;
}

/** A shape as people read it: `28 × 28 × 1`, `?` for an unknown length, `scalar` for none. */
export function formatShape(shape: readonly (number | null)[]): string {
  return shape.length === 0 ? 'scalar' : shape.map((length) => (length === null ? '?' : String(length))).join(' × ');
}

/** True when both shapes have the same rank and lengths; an unknown length equals only an unknown one. */
export function sameShape(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
