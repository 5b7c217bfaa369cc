import type { RandomSource } from '../otherItems.ts';

const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Uniform numbers in [low, high). */
export function fillUniform(shape: readonly number[], low: number, high: number, random: RandomSource): Float32Array {
  return Float32Array.from({ length: count(shape) }, () => low + (high - low) * random.uniform());
}

/** Normal numbers. */
export function fillNormal(shape: readonly number[], mean: number, deviation: number, random: RandomSource): Float32Array {
  return Float32Array.from({ length: count(shape) }, () => mean + deviation * random.normal());
}

/** Standard deviation of the standard normal distribution cut at ±2; Keras divides by it so that the cut keeps the variance. */
const truncatedDeviation = 0.8796256610342398;

/** Normal numbers, drawn again when further than 2 deviations from the mean. */
export function fillCut(shape: readonly number[], mean: number, deviation: number, random: RandomSource): Float32Array {
  return Float32Array.from({ length: count(shape) }, () => {
    let value = random.normal();
    while (Math.abs(value) > 2) value = random.normal();
    return mean + deviation * value;
  });
}

/** Normal numbers cut at 2 deviations, scaled so that their deviation is the wanted one (as Keras's VarianceScaling). */
export const fillTruncatedNormal = (shape: readonly number[], deviation: number, random: RandomSource): Float32Array =>
  fillCut(shape, 0, deviation / truncatedDeviation, random);
