import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const sineForecast: Template = {
  id: 'sine-forecast',
  title: 'Forecast of waves',
  family: 'Sequences',
  summary: 'Sees 32 steps of two waves laid over each other and tells the next one.',
  build: () =>
    chain({
      name: 'Forecast of waves',
      notes:
        'Every piece has waves of its own, so that nothing can be learned by heart: the network must find out frequency and phase from the 32 steps it sees. To say that the next step is like the last one has a mean squared error of about 0.1; the noise alone has 0.0004. Compare GRU, LSTM and SimpleRNN, and a Conv1D with causal padding.',
      data: { dataset: 'waves', validationSize: 0.2 },
      training: { epochs: 30, batchSize: 32, optimizer: { kind: 'adam', values: { learningRate: 0.005 } } },
      links: [
        ['input', { shape: [32, 1], column: 'before' }],
        // As TF.js computes it: so that what was trained can be exported.
        ['gru', { units: 32, resetAfter: false }],
        ['dense', { units: 16, activation: 'relu' }],
        ['dense', { units: 1 }],
        ['output', { column: 'next', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] }, 'next'],
      ],
    }),
};
