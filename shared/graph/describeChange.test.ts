import { expect, test } from 'vitest';
import { xor } from '../templates/xor.ts';
import { applyEdits } from './applyEdits.ts';
import { createNode } from './createNode.ts';
import { describeChange } from './describeChange.ts';
import { rootGraph, type ProjectDocument } from './document.ts';
import type { Edit } from './edits.ts';

const start = xor.build();
const graph = start.root;
const [dense] = Object.values(rootGraph(start).nodes).filter(({ kind }) => kind === 'dense');
const id = dense?.id ?? '';
const wire = Object.values(rootGraph(start).edges).find(({ source }) => source.node === id)?.id ?? '';
const after = (...edits: Edit[]): string => describeChange(start, applyEdits(start, edits).document);

test.each<[words: string, edits: Edit[]]>([
  ['Saved', []],
  ['Renamed to "Two"', [{ type: 'setProject', changes: { name: 'Two' } }]],
  ['Added Dropout', [{ type: 'addNode', graph, node: createNode('dropout') }]],
  ['Deleted Dense', [{ type: 'removeNode', graph, id }]],
  ['Dense: units 8 → 16', [{ type: 'updateNode', graph, id, changes: { values: { ...dense?.values, units: 16 } } }]],
  ['Named Dense "first"', [{ type: 'updateNode', graph, id, changes: { name: 'first' } }]],
  ['Moved Dense', [{ type: 'updateNode', graph, id, changes: { position: { x: 1, y: 2 } } }]],
  ['Took away the wire Dense to Dense', [{ type: 'removeEdge', graph, id: wire }]],
  ['Training: epochs 50 → 7', [{ type: 'setTraining', values: { ...start.training, epochs: 7 } }]],
  ['Training: epochs, batch size', [{ type: 'setTraining', values: { ...start.training, epochs: 7, batchSize: 3 } }]],
  ['Data: dataset xor → mnist', [{ type: 'setData', values: { ...start.data, dataset: { kind: 'mnist', values: {} } } }]],
])('%s', (words, edits) => {
  expect(after(...edits)).toBe(words);
});

test('more than three changes are counted', () => {
  const many: Edit[] = [
    { type: 'setProject', changes: { name: 'Two', notes: 'new' } },
    { type: 'addNode', graph, node: createNode('dropout') },
    { type: 'removeNode', graph, id },
    { type: 'setTraining', values: { ...start.training, epochs: 7 } },
  ];
  expect(after(...many)).toBe('Renamed to "Two", Added Dropout, Deleted Dense, and 2 more');
});

test('what came back is told from the other side too', () => {
  const without: ProjectDocument = applyEdits(start, [{ type: 'removeEdge', graph, id: wire }]).document;
  expect(describeChange(without, start)).toBe('Drew the wire Dense to Dense');
});

test('choices of an item are told by their numbers, another item with what is chosen of it', () => {
  const training = (own: object): string =>
    after({ type: 'setTraining', values: { ...start.training, ...own } }).replace(/^Training: optimizer /, '');
  const adam = (own: object) => ({ optimizer: { kind: 'adam', values: own } });
  expect(training(adam({ learningRate: 0.5 }))).toMatch(/^learning rate [\d.]+ → 0\.5$/);
  expect(training(adam({ clipnorm: 1 }))).toContain('clipnorm none → 1');
  expect(training({ optimizer: { kind: 'sgd', values: { learningRate: 0.25, momentum: 0.9 } } })).toMatch(
    /^adam \(learning rate [\d.]+\) → sgd \(learning rate 0\.25, momentum 0\.9\)$/,
  );
});

test('the whole is told with all its values', () => {
  const changed = applyEdits(start, [
    {
      type: 'updateNode',
      graph,
      id,
      changes: { values: { ...dense?.values, units: 16, kernelRegularizer: { kind: 'l2', values: { l2: 0.5 } } } },
    },
    {
      type: 'setTraining',
      values: { ...start.training, epochs: 7, batchSize: 3, seed: 5, callbacks: [{ kind: 'earlyStopping', values: { patience: 3 } }] },
    },
  ]).document;
  expect(describeChange(start, changed, { whole: true })).toMatch(
    /^Dense: units 8 → 16, kernel regularizer none → l2 \(l2 0\.5\); Training: epochs 50 → 7, batch size \d+ → 3, at the end of epochs none → earlyStopping \(patience 3\), seed 0 → 5$/,
  );
});
