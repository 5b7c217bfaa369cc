/** Shares of the numbers that lie below the quantiles. */
const shares = [0.01, 0.25, 0.5, 0.75, 0.99];

/**
 * What can be compared of two weights that were drawn from one distribution, each number so that chance moves it alike: the logarithm of the
 * root mean square; mean and quantiles by it; the extremes, which chance moves most, by a multiple of it; and how far the columns are from
 * standing at right angles: the sum of squares of `W^T W` by what it is where they do.
 */
export function distribution(numbers: Float32Array, shape: readonly number[]): Readonly<Record<string, readonly number[]>> {
  const sorted = [...numbers].toSorted((a, b) => a - b);
  const mean = sorted.reduce((a, b) => a + b, 0) / sorted.length;
  const size = Math.sqrt(sorted.reduce((sum, x) => sum + x * x, 0) / sorted.length) || 1;
  const at = (share: number): number => (sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN) / size;
  return {
    size: [3 * Math.log(size)],
    quantiles: [mean / size, ...shares.map(at)],
    extremes: [at(0) / 8, at(1) / 8],
    angles: [angles(numbers, shape)],
  };
}

function angles(numbers: Float32Array, shape: readonly number[]): number {
  const columns = shape.at(-1) ?? 1;
  const rows = numbers.length / columns;
  let sum = 0;
  let squares = 0;
  for (const x of numbers) squares += x * x;
  for (let left = 0; left < columns; left++) {
    for (let right = 0; right < columns; right++) {
      let product = 0;
      for (let row = 0; row < rows; row++) product += (numbers[row * columns + left] ?? 0) * (numbers[row * columns + right] ?? 0);
      sum += product * product;
    }
  }
  return squares === 0 ? 0 : (sum / (squares * squares)) * Math.min(rows, columns);
}
