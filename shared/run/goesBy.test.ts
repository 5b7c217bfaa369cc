import { expect, test } from 'vitest';
import { createDocument } from '../graph/createDocument.ts';
import { findTemplate } from '../templates/index.ts';
import { goesBy } from './goesBy.ts';
import { mergeEdits } from './runEdit.ts';

test('a run goes by what it was started with, and by what was changed since', () => {
  const document = createDocument('A');
  const training = { ...document.training, optimizer: { kind: 'sgd', values: { learningRate: 0.3 } } };
  expect(goesBy({ training })).toMatchObject({ rates: [{ phase: '', optimizer: 'sgd', rate: 0.3 }], schedule: { kind: 'constant' } });
  const schedule = { kind: 'stepDecay', values: { every: 2, factor: 0.5 } };
  const edits = mergeEdits([{ learningRate: 0.1 }, { schedule }, { learningRate: 0.05 }]);
  expect(goesBy({ training }, edits)).toEqual({ rates: [{ phase: '', optimizer: 'sgd', rate: 0.05 }], schedule });
});

test('each phase has a rate of its own, and one for all counts for each', () => {
  const document = findTemplate('ring-gan').build();
  const phases = goesBy(document).rates.map(({ phase }) => phase);
  expect(phases.length).toBeGreaterThan(1);
  const edits = mergeEdits([{ learningRate: 0.1 }, { rates: { [phases[1] ?? '']: 0.2 } }]);
  expect(goesBy(document, edits).rates.map(({ rate }) => rate)).toEqual([0.1, 0.2]);
});
