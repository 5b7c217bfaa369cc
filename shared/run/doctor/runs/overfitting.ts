import { earlyStopping } from '../../../catalogue/callbacks/earlyStopping.ts';
import { defaultValues, parseValues } from '../../../catalogue/parseValues.ts';
import { trainingParams } from '../../../catalogue/trainingParams.ts';
import { toJson } from '../../../graph/toJson.ts';
import { epochLine } from '../lines.ts';
import type { RunRule } from '../rule.ts';
import { show } from '../../show.ts';

/** Epochs since the best one before it is called more than noise, and how much worse the newest must be. */
const waited = 2;
const worse = 1.02;

export const overfitting: RunRule = {
  kind: 'overfitting',
  title: 'Overfitting',
  reason:
    'The model goes on to get better on what it trains on, and worse on what it has not seen: it learns the examples by heart, noise and all. What counts is the validation.',
  find(run) {
    const [train, held] = [epochLine(run, 'loss', 'train'), epochLine(run, 'loss', 'validation')];
    const [newest] = held.slice(-1);
    const best = held.reduce<(typeof held)[number] | undefined>(
      (found, point) => (!found || point[2] < found[2] ? point : found),
      undefined,
    );
    if (!newest || !best || newest[1] - best[1] < waited || newest[2] < best[2] * worse) return [];
    const then = train.find(([, epoch]) => epoch === best[1])?.[2];
    const now = train.find(([, epoch]) => epoch === newest[1])?.[2];
    if (then === undefined || now === undefined || now >= then) return [];
    const stops = (document: typeof run.document): boolean =>
      parseValues(trainingParams, document.training).values.callbacks.some(({ kind }) => kind === earlyStopping.kind);
    return [
      {
        seen: `Since epoch ${best[1]} the validation loss rose from ${show(best[2])} to ${show(newest[2])}, while the training loss fell from ${show(then)} to ${show(now)}.`,
        remedy: `${stops(run.document) ? '' : 'Stop early, with the best weights brought back. '}Get more examples, or make more of them by augmentation; or hold the model back: Dropout, a weight penalty, fewer units.`,
        mark: { metric: 'loss', epoch: best[1], step: best[0] },
        ...(!stops(run.document) && {
          fix: {
            title: 'Add early stopping',
            edits: (project) => {
              if (stops(project)) return null;
              const { callbacks } = parseValues(trainingParams, project.training).values;
              const added = { kind: earlyStopping.kind, values: defaultValues(earlyStopping.params) };
              const next = [...callbacks, added].map(({ kind, values }) => ({ kind, values: toJson(values) }));
              return [{ type: 'setTraining', values: { ...project.training, callbacks: next } }];
            },
          },
        }),
      },
    ];
  },
};
