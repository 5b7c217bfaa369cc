import { expect, test } from 'vitest';
import { applyEdits } from '../../../graph/applyEdits.ts';
import { examined, hiddenLayers } from '../testing/recordedRun.ts';

const document = hiddenLayers('relu');
const train = [0.69, 0.5, 0.3, 0.2, 0.1];

test('a validation loss that rises while the training loss falls is overfitting, from its best epoch on', () => {
  const [found, ...others] = examined(document, { 'loss train': train, 'loss validation': [0.68, 0.55, 0.5, 0.56, 0.7] });
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    rule: 'overfitting',
    seen: 'Since epoch 3 the validation loss rose from 0.5 to 0.7, while the training loss fell from 0.3 to 0.1.',
    mark: { metric: 'loss', epoch: 3, step: 30 },
  });
  const edits = found?.fix?.edits(document) ?? [];
  const after = applyEdits(document, edits).document;
  expect(after.training['callbacks']).toMatchObject([{ kind: 'earlyStopping', values: { restoreBestWeights: true } }]);
  // Done: not offered again.
  expect(found?.fix?.edits(after)).toBeNull();
});

test('a validation loss that still falls, or trembles, is not', () => {
  expect(examined(document, { 'loss train': train, 'loss validation': [0.68, 0.55, 0.5, 0.45, 0.44] })).toEqual([]);
  expect(examined(document, { 'loss train': train, 'loss validation': [0.68, 0.55, 0.5, 0.505, 0.501] })).toEqual([]);
  expect(examined(document, { 'loss train': train })).toEqual([]);
});
