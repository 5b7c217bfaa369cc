import { expect, test } from 'vitest';
import { applyEdits } from '../../../graph/applyEdits.ts';
import { veryDeepCnn } from '../../../templates/veryDeepCnn.ts';
import { examined, hiddenLayers } from '../testing/recordedRun.ts';

const norms = (first: readonly number[], last: readonly number[]) => ({
  'gradientNorm train dense': first,
  'gradientNorm train dense_1': last,
  'gradientNorm train dense_3': last,
});

test('vanishing gradients name the layer, and hidden sigmoids become ReLU at a click', () => {
  const document = hiddenLayers('sigmoid');
  const [found, ...others] = examined(document, norms([1e-3, 2e-6], [0.2, 0.1]));
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    rule: 'vanishingGradients',
    seen: 'After epoch 2 the gradient of dense has the norm 2.0e-6, that nearest to the loss 0.1.',
    remedy: expect.stringMatching(/ReLU in place of sigmoid/),
    at: { graph: document.root, node: 'one' },
  });
  const after = applyEdits(document, found?.fix?.edits(document) ?? []).document;
  const activations = Object.values(after.graphs[after.root]?.nodes ?? {}).flatMap(({ values }) =>
    values['activation'] ? [values['activation']] : [],
  );
  // The head stays what it is.
  expect(activations).toMatchObject([{ kind: 'relu' }, { kind: 'relu' }, { kind: 'relu' }, { kind: 'sigmoid' }]);
  expect(found?.fix?.edits(after)).toBeNull();
});

test('gradients that fade from the last copy of a repeat to its first are seen, where the whole looks well', () => {
  const document = veryDeepCnn.build();
  const rows = { 'gradientNorm train conv2d': [0.5], 'gradientNorm train Deep_stack': [0.5], 'gradientNorm train dense': [0.5] };
  expect(examined(document, rows)).toEqual([]);
  const copies = { 'gradientNorm train Deep_stack copy 1': [1e-9], 'gradientNorm train Deep_stack copy 50': [0.4] };
  expect(examined(document, { ...rows, ...copies })).toMatchObject([
    { rule: 'vanishingGradients', seen: expect.stringContaining('the gradient of Deep_stack copy 1 has the norm 1.0e-9') },
  ]);
});

test('gradients of one size, or that are smaller behind than before, are well', () => {
  expect(examined(hiddenLayers('tanh'), norms([0.01, 0.02], [0.2, 0.1]))).toEqual([]);
  expect(examined(hiddenLayers('tanh'), norms([1, 1], [1e-5, 1e-5]))).toEqual([]);
});

test('exploding gradients name the worst layer, and are clipped at a click', () => {
  const document = hiddenLayers('relu');
  const [found] = examined(document, norms([1, 3000], [1, 500]));
  expect(found).toMatchObject({
    rule: 'explodingGradients',
    at: { node: 'one' },
    seen: expect.stringMatching(/norm 3000; after epoch 1 it was 1\./),
  });
  const after = applyEdits(document, found?.fix?.edits(document) ?? []).document;
  expect(after.training['optimizer']).toMatchObject({ kind: 'adam', values: { learningRate: 0.01, globalClipnorm: 1 } });
  expect(found?.fix?.edits(after)).toBeNull();
  expect(examined(document, norms([1, 50], [1, 40]))).toEqual([]);
});
