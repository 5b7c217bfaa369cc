import { isAstray } from '../../strayLoss.ts';
import { isBroken } from '../../brokenLoss.ts';
import { show } from '../../show.ts';
import { smallerWords } from '../learningRate.ts';
import { epochLine, firstLoss } from '../lines.ts';
import type { RunCase, RunRule } from '../rule.ts';

/** The loss at first and now, where it has gone astray: by the last epoch, or the last batch where none has ended. */
export function astray(run: RunCase): { readonly first: number; readonly now: number; readonly when: string } | null {
  const first = firstLoss(run);
  const last = epochLine(run, 'loss', 'train').at(-1) ?? epochLine(run, 'loss', 'train', 'batch').at(-1);
  if (first === null || !last || !isAstray(first, last[2])) return null;
  return { first, now: last[2], when: `in epoch ${last[1]}` };
}

export const lossExplodes: RunRule = {
  kind: 'lossExplodes',
  title: 'The loss has grown out of all bounds',
  settles: true,
  reason:
    'A step that is too long throws the weights past the valley and up its other side, where the slope is steeper and the next step longer still. Steps that are short enough come too late then: from there they take longer than from new weights, if they come back at all.',
  find(run) {
    const found = isBroken(run) ? null : astray(run);
    if (!found) return [];
    const { words, fix } = smallerWords(run.document);
    return [
      {
        seen: `The training loss began at ${show(found.first)}, and is ${show(found.now)} ${found.when}.`,
        remedy: `Begin a new run with ${words}, or clip the gradients by their global norm.`,
        ...(fix && { fix }),
      },
    ];
  },
};
