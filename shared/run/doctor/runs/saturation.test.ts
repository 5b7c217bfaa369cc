import { expect, test } from 'vitest';
import { applyEdits } from '../../../graph/applyEdits.ts';
import { examined, hiddenLayers } from '../testing/recordedRun.ts';

test('a layer whose units lie on the flat ends is named; of a ReLU half is as it should be, nine in ten are dead', () => {
  const document = hiddenLayers('tanh');
  const [found] = examined(document, { 'saturation train dense_1': [0.1, 0.8], 'saturation train dense_2': [0.1, 0.2] });
  expect(found).toMatchObject({
    rule: 'saturation',
    seen: 'After epoch 2, 80 % of what dense_1 gives lies where its tanh is flat.',
    at: { node: 'two' },
  });
  const after = applyEdits(document, found?.fix?.edits(document) ?? []).document;
  expect(after.graphs[after.root]?.nodes['two']?.values['activation']).toMatchObject({ kind: 'relu' });
  expect(after.graphs[after.root]?.nodes['one']?.values['activation']).toMatchObject({ kind: 'tanh' });
  const rectified = hiddenLayers('relu');
  expect(examined(rectified, { 'saturation train dense_1': [0.5, 0.7] })).toEqual([]);
  expect(examined(rectified, { 'saturation train dense_1': [0.5, 0.97] })).toMatchObject([{ fix: { title: 'Use Leaky ReLU in dense_1' } }]);
  // The head may be sure of itself.
  expect(examined(rectified, { 'saturation train dense_3': [0.5, 0.99] })).toEqual([]);
});
