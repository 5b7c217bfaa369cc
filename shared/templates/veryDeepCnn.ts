import { network, type GivenValues } from './network.ts';
import type { Template } from './template.ts';

/** At the edge of chaos for tanh (arXiv 1806.05393): neither what a picture says nor a gradient fades or grows from layer to layer. */
const critical = { gain: Math.sqrt(1.05), biasDeviation: Math.sqrt(2.01e-5) };

const convolution = (values: GivenValues): GivenValues => ({
  filters: 8,
  kernelSize: 3,
  padding: 'same',
  activation: 'tanh',
  kernelInitializer: { kind: 'deltaOrthogonal', values: { gain: critical.gain } },
  biasInitializer: { kind: 'normal', values: { stddev: critical.biasDeviation } },
  ...values,
});

export const veryDeepCnn: Template = {
  id: 'very-deep-cnn',
  title: 'Very deep, plain convolutional network',
  family: 'Pictures',
  summary:
    'Fifty convolutions with tanh one after another, without shortcuts and normalization: how they start decides whether they learn.',
  build: () =>
    network(
      {
        name: 'Very deep, plain convolutional network',
        notes:
          'A plain stack this deep usually does not learn: what tells one picture from another fades from layer to layer, or grows into noise, and so do the gradients on the way back. Here every kernel starts as a delta-orthogonal one, zero but for an orthogonal matrix in its centre, with a gain and a spread of the biases that keep tanh between the two (arXiv 1806.05393). Watch the loss fall in the first epoch. Then open the group, choose Glorot uniform as kernel initializer, and train again: the loss stays at 2.3, that of guessing. Set the repeat of the group to 500: the one still learns, the other never does. The copies run as a loop that keeps few of their outputs, so that even 10,000 layers fit into memory.',
        data: { dataset: 'mnist', validationSize: 2000 },
        training: {
          epochs: 2,
          batchSize: 32,
          optimizer: { kind: 'sgd', values: { learningRate: 0.001, momentum: 0.9 } },
        },
      },
      {
        image: { kind: 'input', values: { shape: [28, 28, 1], column: 'image' }, at: [0, 0] },
        scaled: { kind: 'rescaling', from: ['image'], at: [1, 0] },
        first: { kind: 'conv2d', values: convolution({ strides: 2 }), from: ['scaled'], at: [2, 0] },
        second: { kind: 'conv2d', values: convolution({ strides: 2 }), from: ['first'], at: [3, 0] },
        deep: {
          kind: 'graph',
          name: 'Deep stack',
          values: { repeat: 50 },
          inside: [['conv2d', convolution({})]],
          from: ['second'],
          at: [0, 1],
        },
        flat: { kind: 'flatten', from: ['deep'], at: [1, 1] },
        digit: { kind: 'dense', values: { units: 10, activation: 'softmax' }, from: ['flat'], at: [2, 1] },
        output: {
          kind: 'output',
          values: { column: 'digit', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
          name: 'digit',
          from: ['digit'],
          at: [3, 1],
        },
      },
    ),
};
