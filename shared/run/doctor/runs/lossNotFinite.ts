import { isBeyondUse, isBroken } from '../../brokenLoss.ts';
import { smallerWords } from '../learningRate.ts';
import type { RunRule } from '../rule.ts';

export const lossNotFinite: RunRule = {
  kind: 'lossNotFinite',
  title: 'The loss is no number',
  reason:
    'A step that is too long makes weights so large that what is computed with them has no value any more, or data holds something that is no number.',
  find({ document, state, reason }) {
    if (reason === null || !isBroken({ state, reason })) return [];
    const { words, fix } = smallerWords(document);
    const data = /the first that was none is the data/.test(reason);
    return [
      {
        seen: reason,
        remedy: data
          ? 'Mend or leave out these examples: the Data tab shows them.'
          : isBeyondUse({ state, reason })
            ? `Begin a new run with ${words}, or clip the gradients by their global norm: this one has no weights left to go on from.`
            : `Take ${words}, or clip the gradients by their global norm; or let this run go on from its last good weights with a smaller rate.`,
        ...(data || !fix ? {} : { fix }),
      },
    ];
  },
};
