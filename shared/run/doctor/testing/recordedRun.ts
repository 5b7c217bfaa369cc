import type { ProjectDocument } from '../../../graph/document.ts';
import { testDocument } from '../../../graph/testing/testDocuments.ts';
import { examineRun } from '../index.ts';
import type { Finding } from '../finding.ts';
import type { RunCase, RunLine } from '../rule.ts';

/** A row of a run's events, as it is stored: `loss train 1.2 0.9`: the metric, its split (or the layer), and a value for each epoch of ten steps. */
export type Recorded = Readonly<Record<string, readonly number[]>>;

const line = (key: string, values: readonly number[]): RunLine => {
  const [name = '', split = 'train', ...head] = key.split(' ');
  return {
    name,
    split: split === 'validation' ? 'validation' : 'train',
    head: head.join(' '),
    unit: 'epoch',
    points: values.map((value, at) => [(at + 1) * 10, at + 1, value] as const),
  };
};

/** A network of three hidden layers with this activation. */
export function hiddenLayers(activation: string, training: ProjectDocument['training'] = {}): ProjectDocument {
  const hidden = { units: 8, activation };
  const document = testDocument(
    {
      in: ['input', { shape: [2] }],
      one: ['dense', hidden],
      two: ['dense', hidden],
      three: ['dense', hidden],
      out: ['dense', { units: 1, activation: 'sigmoid' }],
      head: ['output', { loss: 'binaryCrossentropy' }],
    },
    ['in -> one', 'one -> two', 'two -> three', 'three -> out', 'out -> head'],
  );
  return {
    ...document,
    training: { ...document.training, optimizer: { kind: 'adam', values: { learningRate: 0.01 } }, ...training },
    data: { ...document.data, dataset: { kind: 'xor', values: {} } },
  };
}

/** What the doctor says of a run with these rows. */
export const examined = (document: ProjectDocument, rows: Recorded, own: Partial<RunCase> = {}): readonly Finding[] =>
  examineRun({ document, state: 'running', reason: null, lines: Object.entries(rows).map(([key, values]) => line(key, values)), ...own });
