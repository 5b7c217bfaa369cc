import { isLost } from '../../../shared/run/strayLoss.ts';
import { beginAnewWords, goesOnWords } from '../../../shared/run/brokenLoss.ts';
import { show } from '../../../shared/run/show.ts';
import type { Store } from '../../store/openStore.ts';

/** Steps after a change within which a loss that is no number again is no matter of the change. */
const atOnce = 1;

/**
 * What the weights are worth that a run keeps whose loss became no number: whether it can go on from them, or had better begin anew, because their
 * loss was absurd already, or because it broke again as soon as its learning rate was another.
 */
export function keptWords({ runs, runChanges, series, points }: Pick<Store, 'runs' | 'runChanges' | 'series' | 'points'>, id: string): string {
  const changed = runChanges.list(id).findLast((entry) => entry.kind === 'edit');
  if (changed && (runs.find(id)?.step ?? Infinity) - changed.step <= atOnce)
    return `They broke again at once with what was changed, so that a smaller step is no help to them. ${beginAnewWords}`;
  const line = series.list(id).find((own) => own.name === 'loss' && own.split === 'train' && own.head === '' && own.unit === 'batch');
  const losses = line ? points.listAfter(line.id, 0).map(([, , value]) => value) : [];
  const [first, last] = [losses[0], losses.at(-1)];
  if (first === undefined || last === undefined || !isLost(first, last)) return goesOnWords;
  return `They are finite, but gave a loss of ${show(last)}, where it began at ${show(first)}: they are thrown too far away to learn from. ${beginAnewWords}`;
}
