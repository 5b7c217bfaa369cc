import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const characterText: Template = {
  id: 'character-text',
  title: 'Text, character by character',
  family: 'Text',
  summary: 'Reads 32 characters and tells the next one: an Embedding, an LSTM, and one of 28 classes.',
  build: () =>
    chain({
      name: 'Text, character by character',
      notes:
        'In the first epoch it learns how often each letter comes, then where words end, then the words, at last which word may follow which. Within a word it can be sure; where a new word begins, nobody can: about nine characters of ten is as far as it comes. Try word dropout in the Embedding, GRU in place of LSTM, or the transformer beside it.',
      data: { dataset: 'characters', validationSize: 0.1 },
      training: { epochs: 10, batchSize: 64, optimizer: { kind: 'adam', values: { learningRate: 0.005 } } },
      links: [
        ['input', { shape: [32], column: 'before' }],
        ['embedding', { inputDim: 28, outputDim: 16 }],
        ['lstm', { units: 64 }],
        ['dense', { units: 28, activation: 'softmax' }],
        ['output', { column: 'next', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] }, 'next'],
      ],
    }),
};
