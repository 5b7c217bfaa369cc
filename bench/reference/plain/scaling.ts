import { createDocument } from '../../../shared/graph/createDocument.ts';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { examineModel } from '../../../shared/run/doctor/index.ts';
import { rateOf } from '../../../shared/run/doctor/learningRate.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

const trainedWith = (kind: string, batchSize: number): ProjectDocument => {
  const document = createDocument('Scaled');
  return { ...document, training: { ...document.training, batchSize, optimizer: { kind, values: { learningRate: 0.02 } } } };
};

/** The learning rate that the advice sets after the batch size was changed: k times, and under Adam the root of k times that of the run before. */
export const scalingCases = (): readonly PlainCase[] =>
  (
    [
      ['sgd', (k: number) => k],
      ['adam', Math.sqrt],
    ] as const
  ).map(([kind, scale]) =>
    plainCase('training', 'linearScaling', kind, 'the formula of arXiv 1706.02677', async () => {
      const before = { number: 1, document: trainedWith(kind, 32) };
      const sizes = [8, 64, 128, 512];
      const found = sizes.map((batchSize) => {
        const document = trainedWith(kind, batchSize);
        const advice = examineModel({ document, before }).find(({ rule }) => rule === 'linearScaling');
        return rateOf(applyEdits(document, advice?.fix?.edits(document) ?? []).document).rate;
      });
      await Promise.resolve();
      // Told in three digits.
      return { found, expected: sizes.map((size) => Number((0.02 * scale(size / 32)).toPrecision(3))) };
    }),
  );
