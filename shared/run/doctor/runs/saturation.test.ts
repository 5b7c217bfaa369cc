import { expect, test } from 'vitest';
import { applyEdits } from '../../../graph/applyEdits.ts';
import { testDocument } from '../../../graph/testing/testDocuments.ts';
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

test('of a recurrent block, what its states are made of is named, and it keeps its activation; of a PReLU block, its slopes', () => {
  const document = testDocument(
    {
      in: ['input', { column: 'image' }],
      rows: ['reshape', { targetShape: [28, 28] }],
      state: ['lstm', { units: 4 }],
      slope: ['prelu'],
      out: ['dense', { units: 10, activation: 'softmax' }],
      head: ['output'],
    },
    ['in -> rows', 'rows -> state', 'state -> slope', 'slope -> out', 'out -> head'],
  );
  const found = examined(document, { 'saturation train lstm': [0.6], 'saturation train p_re_lu': [0.95] });
  expect(found).toMatchObject([
    { seen: 'After epoch 1, 60 % of what the states of lstm are made of lies where its tanh is flat.', at: { node: 'state' } },
    {
      seen: 'After epoch 1, 95 % of what p_re_lu gives lies where its PReLU is flat.',
      remedy: expect.stringMatching(/^Let its slopes start above 0/),
    },
  ]);
  expect(found.some(({ fix }) => fix)).toBe(false);
});
