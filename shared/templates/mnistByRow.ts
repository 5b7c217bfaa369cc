import { chain } from './chain.ts';
import type { Template } from './template.ts';

interface ByRow {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly notes: string;
  /** Of the recurrent layer, besides its units. */
  readonly values?: Readonly<Record<string, boolean>>;
}

/** A recurrent network that reads a digit row by row, as a sequence of 28 steps. */
const byRow = ({ kind, title, summary, notes, values = {} }: ByRow): Template => ({
  id: `mnist-${kind.toLowerCase()}`,
  title: `MNIST row by row, ${title}`,
  family: 'Sequences',
  summary,
  build: () =>
    chain({
      name: `MNIST row by row, ${title}`,
      notes,
      data: { dataset: 'mnist', validationSize: 5000 },
      training: { epochs: 3, batchSize: 64, optimizer: { kind: 'adam', values: { learningRate: 0.002 } } },
      links: [
        ['input', { shape: [28, 28, 1], column: 'image' }],
        ['rescaling', {}],
        ['reshape', { targetShape: [28, 28] }],
        [kind, { units: 64, ...values }],
        ['dense', { units: 10, activation: 'softmax' }],
        ['output', { column: 'digit', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] }, 'digit'],
      ],
    }),
});

const common = 'Each row of 28 pixels is a step of a sequence, and after the last one the state must know the digit. ';

export const mnistSimpleRnn = byRow({
  kind: 'simpleRnn',
  title: 'SimpleRNN',
  summary: 'Reads a digit from top to bottom, a row at a time, with the plainest recurrent layer.',
  notes: `${common}The state is overwritten at every step, so that the gradient of the first row passes 27 products on its way: it learns slowly and unsteadily. Compare its curve with those of LSTM and GRU, and try the activation relu with the recurrent initializer identity.`,
});
export const mnistLstm = byRow({
  kind: 'lstm',
  title: 'LSTM',
  summary: 'Reads a digit from top to bottom with a memory cell that keeps what it has seen.',
  notes: `${common}The cell passes on unchanged what its gates let stay, so that the first rows are still known at the last. Four times the weights of SimpleRNN, and a curve that rises faster. Give it returnSequences and a second LSTM behind it.`,
});
export const mnistGru = byRow({
  kind: 'gru',
  // As TF.js computes it: so that what was trained can be exported.
  values: { resetAfter: false },
  title: 'GRU',
  summary: 'Reads a digit from top to bottom with two gates: nearly as good as an LSTM, with a quarter fewer weights.',
  notes: `${common}Two gates decide how much of the state stays and how much of it is looked at. Compare parameters, time of a step and validation accuracy with the LSTM of the same width.`,
});
