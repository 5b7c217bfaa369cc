import { findMetric } from '../../shared/catalogue/index.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import type { Best } from './callbacks.ts';

interface End {
  readonly epoch: number;
  readonly epochs: number;
  /** Early, by a callback. */
  readonly stopped: boolean;
  /** Epochs without an improvement. */
  readonly waited: number;
  /** The weights that were brought back, or are there already. */
  readonly best: Best | null;
}

/** Why a run ended where it did, and which weights it has now; null where that goes without saying. */
export function endWords({ epoch, epochs, stopped, waited, best }: End): string | null {
  const weights =
    best === null
      ? null
      : best.epoch < epoch
        ? `The weights of epoch ${best.epoch} are back, the best: ${metricWords(best.metric)} ${Number(best.value.toPrecision(4))}.`
        : `Its last epoch is its best: ${metricWords(best.metric)} ${Number(best.value.toPrecision(4))}.`;
  const early = stopped ? `Stopped early after epoch ${epoch} of ${epochs}: no improvement in ${plural(waited, 'epoch')}.` : null;
  return [early, weights].filter((part) => part !== null).join(' ') || null;
}

/** `val_loss` -> `validation loss`. */
function metricWords(key: string): string {
  const bare = key.replace(/^val_/, '');
  let name = bare;
  try {
    name = findMetric(bare).title.toLowerCase();
  } catch {
    // A loss, or a row of one of several heads: its key says it.
  }
  return `${bare === key ? 'training' : 'validation'} ${name.replaceAll('_', ' ')}`;
}
