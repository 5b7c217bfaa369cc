import { expect, test } from 'vitest';
import { asTrained } from './asTrained.ts';
import { examined, hiddenLayers } from './doctor/testing/recordedRun.ts';

test('advice on a run that was given another learning rate goes by that one', () => {
  const document = hiddenLayers('relu');
  const own = { batchSize: 8, epochs: 2, seed: 1 };
  expect(asTrained(document, own).training).toMatchObject({ ...own, optimizer: { kind: 'adam', values: { learningRate: 0.01 } } });
  const edited = asTrained(document, { ...own, edits: [{ edit: { learningRate: 0.3 } }, { edit: { learningRate: 0.02 } }] });
  expect(edited.training['optimizer']).toMatchObject({ kind: 'adam', values: { learningRate: 0.02 } });
  expect(examined(edited, { 'loss train': [0.7, 0.7, 0.7] })[0]?.remedy).toContain('0.002 in place of 0.02');
});
