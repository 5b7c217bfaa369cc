import type { RandomSource } from '../otherItems.ts';

/**
 * A weight whose columns (or rows, where there are fewer of them) stand at right angles and have the length `gain`: normal numbers made
 * orthogonal, the axes before the last taken as rows (Saxe and others, arXiv 1312.6120; https://keras.io/api/layers/initializers/).
 */
export function fillOrthogonal(shape: readonly number[], gain: number, random: RandomSource): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const [length, count] = rows >= columns ? [rows, columns] : [columns, rows];
  const found: Float64Array[] = [];
  while (found.length < count) {
    const vector = Float64Array.from({ length }, () => random.normal());
    const before = size(vector);
    // Twice: what rounding leaves of the others after the first time is taken away, too.
    for (let pass = 0; pass < 2; pass++) for (const other of found) subtract(vector, other);
    const left = size(vector);
    // One that was almost a sum of the others is drawn again.
    if (left > 1e-9 * before) found.push(vector.map((value) => value / left));
  }
  const numbers = new Float32Array(rows * columns);
  found.forEach((vector, at) => {
    vector.forEach((value, place) => {
      numbers[rows >= columns ? place * columns + at : at * columns + place] = gain * value;
    });
  });
  return numbers;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const size = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));
function subtract(vector: Float64Array, unit: Float64Array): void {
  const share = dot(vector, unit);
  for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] ?? 0) - share * (unit[at] ?? 0);
}
