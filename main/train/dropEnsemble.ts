import type { Batch, LiveModel, TensorData } from '../engine/engine.ts';

/** Mean and standard deviation of each number of an output over the passes. */
export interface Spread {
  readonly shape: readonly number[];
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/**
 * Predicts a batch `passes` times with dropout left on, each time with other masks, which follow from the plan's seed and `seed`: an ensemble of the networks that
 * dropout has trained (arXiv 1506.02142). Gives of each head's outputs the mean and the standard deviation, that of the passes themselves (divided by their
 * number), as NumPy's `std`. The model stays as it is, batch normalization's moving averages too.
 */
export async function dropEnsemble(
  model: Pick<LiveModel, 'predict'>,
  batch: Batch,
  { passes, seed }: { readonly passes: number; readonly seed: number },
): Promise<Readonly<Record<string, Spread>>> {
  const sums = new Map<string, { readonly shape: readonly number[]; readonly mean: Float64Array; readonly squares: Float64Array }>();
  for (let pass = 0; pass < passes; pass++) {
    const given: Readonly<Record<string, TensorData>> = await model.predict(batch, { epoch: seed, step: pass });
    for (const [head, { shape, numbers }] of Object.entries(given)) {
      const own = sums.get(head) ?? { shape, mean: new Float64Array(numbers.length), squares: new Float64Array(numbers.length) };
      sums.set(head, own);
      // Welford's way: no difference of large sums.
      for (let at = 0; at < numbers.length; at++) {
        const value = numbers[at] ?? 0;
        const away = value - (own.mean[at] ?? 0);
        const mean = (own.mean[at] ?? 0) + away / (pass + 1);
        own.mean[at] = mean;
        own.squares[at] = (own.squares[at] ?? 0) + away * (value - mean);
      }
    }
  }
  return Object.fromEntries(
    [...sums].map(([head, { shape, mean, squares }]) => [head, { shape, mean, deviation: squares.map((sum) => Math.sqrt(sum / passes)) }]),
  );
}
