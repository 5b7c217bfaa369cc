import { expect, test } from 'vitest';
import { applyEdits } from '../../../graph/applyEdits.ts';
import { examined, hiddenLayers } from '../testing/recordedRun.ts';

const document = hiddenLayers('tanh');

test('a loss that is finite and absurd asks for a new run with a smaller rate, and blames nothing else', () => {
  const rows = { 'loss train': [0.7, 5e12, 3e29], 'gradientNorm train one': [0.1, 0, 0], 'gradientNorm train two': [1, 1e6, 1e9] };
  const found = examined(document, rows);
  expect(found.map(({ rule }) => rule)).toEqual(['lossExplodes']);
  expect(found[0]?.seen).toBe('The training loss began at 0.7, and is 3.0e+29 in epoch 3.');
  expect(found[0]?.remedy).toMatch(/^Begin a new run with the learning rate 0\.001 in place of 0\.01/);
  const after = applyEdits(document, found[0]?.fix?.edits(document) ?? []).document;
  expect(after.training['optimizer']).toMatchObject({ values: { learningRate: 0.001 } });
});

test('one that was absurd after its first epoch is measured by its first batch', () => {
  const batch = { name: 'loss', split: 'train', head: '', unit: 'batch', points: [[1, 1, 0.7]] } as const;
  const epochs = {
    ...batch,
    unit: 'epoch',
    points: [
      [10, 1, 3e29],
      [20, 2, 2e29],
      [30, 3, 2.9e29],
    ],
  } as const;
  expect(examined(document, {}, { lines: [batch, epochs] })).toMatchObject([{ rule: 'lossExplodes', seen: expect.stringContaining('0.7') }]);
});

test('a loss that came back, or was large from the first, is none', () => {
  expect(examined(document, { 'loss train': [0.7, 1e9, 0.6] })).toEqual([]);
  expect(examined(document, { 'loss train': [2e8, 1e8, 9e7] })).toEqual([]);
});

test('a rate that is far too large is brought to what the optimizer usually takes, and not to a tenth of it', () => {
  const wild = hiddenLayers('tanh', { optimizer: { kind: 'sgd', values: { learningRate: 1e12 } } });
  expect(examined(wild, { 'loss train': [0.7, 1e9, 1e9] })[0]?.fix?.title).toBe('Set learning rate 0.01');
});
