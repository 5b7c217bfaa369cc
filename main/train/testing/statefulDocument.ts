import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { testDocument } from '../../../shared/graph/testing/testDocuments.ts';

/** A small network with all that a step moves besides weights (dropout's counter, the averages of a batch normalization), for the two numbers of XOR. */
export function statefulDocument(metrics: readonly string[] = []): ProjectDocument {
  const document = testDocument(
    {
      in: ['input', { shape: [2] }],
      first: ['dense', { units: 6, activation: 'relu' }],
      norm: ['batchNormalization', { momentum: 0.9 }],
      drop: ['dropout', { rate: 0.3 }],
      out: ['dense', { units: 1, activation: 'sigmoid' }],
      head: ['output', { loss: 'binaryCrossentropy', metrics }],
    },
    ['in -> first', 'first -> norm', 'norm -> drop', 'drop -> out', 'out -> head'],
  );
  return { ...document, data: { ...document.data, dataset: { kind: 'xor', values: { count: 120, noise: 0.05, seed: 1 } } } };
}
