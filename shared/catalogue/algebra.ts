/**
 * The operations that the mathematics of an optimizer is made of, over whatever it is computed with: tensors in an engine, the text of a shader,
 * plain numbers where the window shows how it walks.
 */
export interface Algebra<T> {
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  max(a: T, b: T): T;
  abs(a: T): T;
  sign(a: T): T;
  square(a: T): T;
  sqrt(a: T): T;
  /** 1 / sqrt(a). */
  rsqrt(a: T): T;
}

/** The operations on plain numbers, in double precision. */
export const plainAlgebra: Algebra<number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: Math.max,
  abs: Math.abs,
  sign: Math.sign,
  square: (a) => a * a,
  sqrt: Math.sqrt,
  rsqrt: (a) => 1 / Math.sqrt(a),
};
