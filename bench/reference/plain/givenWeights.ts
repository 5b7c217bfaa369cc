import { readFile } from 'node:fs/promises';
import { decodeSafetensors } from '../../../main/train/safetensors.ts';
import { trainPlan } from '../../../main/train/testing/trainPlan.ts';
import { weightSourceOf } from '../../../main/train/testing/weightSourceOf.ts';
import { openPlan } from '../../../main/train/workerJobs.ts';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import type { Edit } from '../../../shared/graph/edits.ts';
import { initialFrom, matchLayers } from '../../../shared/plan/matchLayers.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';
import { planOf, smallRegression } from './smallRegression.ts';
import { withFolder } from './withFolder.ts';

/** A run of other first weights that starts with those of another: every weight, before its first step. */
export const givenWeightCases = (): readonly PlainCase[] => [
  plainCase('training', 'givenWeights', 'another run', 'the weights of that run', () =>
    withFolder(async (directory) => {
      const document = smallRegression({});
      const own = planOf(document);
      const kept = (await trainPlan(own, { directory, engine: 'cpu' })).findLast((message) => message.type === 'checkpoint');
      if (!kept) throw new Error('no checkpoint was kept');
      const source = weightSourceOf(own, kept.sha256);
      const matched = matchLayers(own.layers, source);
      const edits = own.layers.flatMap(({ id, layerId }): Edit[] => {
        const theirs = matched.get(layerId);
        return theirs ? [{ type: 'updateNode', graph: document.root, id, changes: { initialFrom: initialFrom(source, theirs) } }] : [];
      });
      const next = planOf(applyEdits(smallRegression({ seed: 9 }), edits).document);
      const { model, close } = await openPlan(next, { engine: 'cpu', checkpoint: null, weights: { [kept.sha256]: kept.path } });
      try {
        const [begun, given] = [await model.readState(), decodeSafetensors(await readFile(kept.path)).state];
        const keys = ['hidden/kernel', 'hidden/bias', 'last/kernel', 'last/bias'];
        const all = (state: typeof given): number[] => keys.flatMap((key) => [...(state[key]?.numbers ?? [])]);
        return { found: all(begun), expected: all(given) };
      } finally {
        await close();
      }
    }),
  ),
];
