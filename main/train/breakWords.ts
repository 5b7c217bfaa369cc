import { brokenLoss } from '../../shared/run/brokenLoss.ts';

/** Where a loss became no finite number, and what came out when it was looked into. */
export interface Break {
  readonly epoch: number;
  readonly batch: number;
  readonly step: number;
  /** The first tensor that was none, in words; null where a step taken by itself shows none. */
  readonly first: string | null;
  /** Where the weights that are kept stand. */
  readonly kept: { readonly epoch: number; readonly batch: number };
}

/** Whether the examples themselves hold what is no number. */
export const isInData = (first: string | null): boolean => first?.startsWith('the data') === true;

/** What is told of it; `isFinal` where no other choice of the training would help. */
export function breakWords({ epoch, batch, step, first, kept }: Break): { readonly told: string; readonly isFinal: boolean } {
  const where = first === null ? 'by itself no step shows where' : `the first that was none is ${first}`;
  const fix = isInData(first)
    ? 'mend or leave out these examples'
    : step === 0
      ? 'no step had been taken yet, so look at the loss, the data and what the weights begin with'
      : 'try a learning rate ten times smaller, clip the gradients in a new run, or check the data';
  const told = `${brokenLoss} in epoch ${epoch + 1}, batch ${batch + 1}; ${where}: ${fix}. The weights of epoch ${kept.epoch + 1}, batch ${kept.batch} are kept`;
  const isFinal = isInData(first) || step === 0;
  return { told: `${told}.`, isFinal };
}
