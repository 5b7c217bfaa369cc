/** A number that a unit is given, its weight, and their product. */
export interface Product {
  /** The place among the inputs, from 0. */
  readonly at: number;
  readonly input: number;
  readonly weight: number;
  readonly product: number;
}

/** What a unit adds up: the products of largest size, the largest first, and how many more there are and what they come to together. */
export function largestProducts(
  inputs: readonly number[],
  weights: readonly number[],
  count: number,
): { readonly largest: readonly Product[]; readonly more: number; readonly rest: number } {
  const all = inputs
    .map((input, at): Product => ({ at, input, weight: weights[at] ?? 0, product: input * (weights[at] ?? 0) }))
    .toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product) || a.at - b.at);
  const others = all.slice(count);
  return { largest: all.slice(0, count), more: others.length, rest: others.reduce((sum, { product }) => sum + product, 0) };
}
