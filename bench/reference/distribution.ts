/** Shares of the numbers that lie below the quantiles. */
const shares = [0.1, 0.25, 0.5, 0.75, 0.9];

/**
 * What can be compared of two weights that were drawn from one distribution, each number so that chance moves it alike: how many are 0, and of the
 * others the logarithm of the root mean square; mean and quantiles by it; the extremes, which chance moves most, by a multiple of it; and how far the columns are from
 * standing at right angles: the sum of squares of `W^T W` by what it is where they do.
 */
export function distribution(numbers: Float32Array, shape: readonly number[]): Readonly<Record<string, readonly number[]>> {
  // Zeros stand for themselves: among many of them the others would hardly be seen.
  const sorted = [...numbers].filter((x) => x !== 0).toSorted((a, b) => a - b);
  const mean = sorted.reduce((a, b) => a + b, 0) / (sorted.length || 1);
  const size = Math.sqrt(sorted.reduce((sum, x) => sum + x * x, 0) / (sorted.length || 1)) || 1;
  const at = (share: number): number => (sorted[Math.round(share * (sorted.length - 1))] ?? 0) / size;
  return {
    zeros: [1 - sorted.length / numbers.length],
    size: [3 * Math.log(size)],
    quantiles: [mean / size, ...shares.map(at)],
    extremes: [at(0) / 8, at(1) / 8],
    angles: [Math.log(angles(numbers, shape))],
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
  return squares === 0 ? 1 : (sum / (squares * squares)) * Math.min(rows, columns);
}
