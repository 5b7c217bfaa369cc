import { findOptimizer } from '../catalogue/index.ts';
import { defaultValues } from '../catalogue/parseValues.ts';

/** How many times its usual rate a run's may be before a tenth of it is no longer of any use. */
const farAbove = 100;

/** The learning rate that an optimizer of the catalogue has where none is chosen. */
export function usualRate(optimizer: string): number {
  const given = defaultValues(findOptimizer(optimizer).params)['learningRate'];
  return typeof given === 'number' ? given : 0.001;
}

/** A number as people write it: 0.0003, not 0.00030000000000000003. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** What a run whose steps were too long is asked to go by: a tenth of its rate, or what its optimizer usually takes where a tenth is far too much too. */
export const smallerRate = (optimizer: string, rate: number): number => {
  const usual = usualRate(optimizer);
  return rate > farAbove * usual ? usual : rounded(rate / 10);
};
