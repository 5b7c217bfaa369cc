import type { ReferenceCase } from './referenceCase.ts';

/** A technique of the studio, and what stands for it among what is compared. */
export interface Technique {
  /** Its place in the list of techniques: `O4`. */
  readonly row: string;
  readonly title: string;
  /** Lists and kinds, as `schedules/*` or `blocks/dense`. */
  readonly by: readonly string[];
}

/** Every technique, in the order of the list; what is new in the catalogue has to find its place here. */
export const techniques: readonly Technique[] = [
  {
    row: 'N1',
    title: 'Fully connected network',
    by: [
      'blocks/dense',
      'blocks/flatten',
      'templates/xor',
      'templates/two-spirals',
      'templates/iris-mlp',
      'templates/mnist-mlp',
      'views/decisionSurface',
    ],
  },
  { row: 'N2', title: 'Neuron view', by: ['views/neuron'] },
  { row: 'N3', title: 'Softmax output, loss from logits', by: ['activations/softmax', 'activations/logSoftmax'] },
  { row: 'N4', title: "Keras's steps: define, compile, fit", by: ['templates/keras-demo'] },
  { row: 'N5', title: 'Dense, Dropout, Conv2D with every argument', by: ['blocks/dense', 'blocks/dropout', 'blocks/conv2d'] },
  { row: 'A1', title: 'Activations', by: ['activations/*', 'blocks/activation', 'blocks/prelu'] },
  { row: 'A2', title: 'Saturated units', by: ['watches/saturation'] },
  {
    row: 'L1',
    title: 'Cross-entropy, smoothed, with class weights',
    by: [
      'losses/categoricalCrossentropy',
      'losses/sparseCategoricalCrossentropy',
      'losses/binaryCrossentropy',
      'losses/categoricalFocalCrossentropy',
      'losses/binaryFocalCrossentropy',
      'losses/categoricalGeneralizedCrossEntropy',
      'models/classWeights',
    ],
  },
  { row: 'L2', title: 'Squared error, and half its sum', by: ['losses/meanSquaredError', 'losses/halfSumSquaredError'] },
  {
    row: 'L3',
    title: 'Other losses of numbers, margins and distributions',
    by: [
      'losses/meanAbsoluteError',
      'losses/meanAbsolutePercentageError',
      'losses/meanSquaredLogarithmicError',
      'losses/huber',
      'losses/smoothL1',
      'losses/absoluteAndSquaredError',
      'losses/logCosh',
      'losses/hinge',
      'losses/squaredHinge',
      'losses/categoricalHinge',
      'losses/klDivergence',
      'losses/dice',
      'losses/tversky',
      'losses/poisson',
      'losses/cosineSimilarity',
    ],
  },
  { row: 'L4', title: "Squared earth mover's distance", by: ['losses/squaredEarthMoversDistance'] },
  {
    row: 'L5',
    title: 'Adversarial training in phases',
    by: ['losses/nonSaturatingGan', 'losses/leastSquaresGan', 'training/judgeAndGenerator'],
  },
  { row: 'L6', title: 'Perceptual loss', by: ['training/perceptualLoss'] },
  {
    row: 'L7',
    title: 'Several heads; losses of your own',
    by: ['models/twoHeads', 'losses/customExpression', 'losses/customClassExpression'],
  },
  { row: 'R1', title: 'L1, L2 and both; weights near zero', by: ['regularizers/*', 'models/penalized', 'watches/sparsity'] },
  {
    row: 'R2',
    title: 'Dropout and noise; of words and states; left on at prediction',
    by: [
      'blocks/dropout',
      'blocks/spatialDropout1d',
      'blocks/spatialDropout2d',
      'blocks/spatialDropout3d',
      'blocks/gaussianNoise',
      'blocks/gaussianDropout',
      'blocks/alphaDropout',
      'blocks/embedding',
      'blocks/simpleRnn',
      'blocks/lstm',
      'blocks/gru',
      'views/dropEnsemble',
    ],
  },
  {
    row: 'R3',
    title: 'Normalization',
    by: [
      'blocks/batchNormalization',
      'blocks/layerNormalization',
      'blocks/groupNormalization',
      'blocks/rmsNormalization',
      'blocks/unitNormalization',
      'blocks/normalization',
      'models/frozen',
    ],
  },
  {
    row: 'R4',
    title: 'Data augmentation',
    by: [
      'blocks/randomFlip',
      'blocks/randomTranslation',
      'blocks/randomRotation',
      'blocks/randomZoom',
      'blocks/randomContrast',
      'blocks/randomBrightness',
    ],
  },
  { row: 'R5', title: 'Early stopping, best checkpoint', by: ['callbacks/*'] },
  { row: 'R6', title: 'Constraints', by: ['constraints/*'] },
  { row: 'R7', title: 'L2 penalty and decoupled weight decay', by: ['optimizers/adamW', 'models/penalized'] },
  { row: 'I1', title: 'Initializers', by: ['initializers/*'] },
  { row: 'I2', title: 'Delta-orthogonal; layers repeated in a loop', by: ['initializers/deltaOrthogonal', 'models/repeat'] },
  { row: 'I3', title: 'Weights taken from another run', by: ['training/givenWeights', 'models/frozen'] },
  { row: 'O1', title: 'Gradient descent: full batch, mini-batch, single', by: ['training/miniBatches', 'optimizers/sgd'] },
  {
    row: 'O2',
    title: 'Momentum and Nesterov, in both forms',
    by: ['optimizers/sgd', 'optimizers/lectureMomentum', 'optimizers/lectureNesterov'],
  },
  { row: 'O3', title: 'Optimizers', by: ['optimizers/*'] },
  { row: 'O4', title: 'Schedules', by: ['schedules/*', 'training/warmUp'] },
  { row: 'O5', title: 'Learning-rate finder', by: ['training/rateTest'] },
  { row: 'O6', title: 'Gradient clipping', by: ['training/clipping'] },
  { row: 'O7', title: 'Learning rate, schedule, dropout and freezing changed in a pause', by: ['training/editedRun'] },
  { row: 'O8', title: 'Optimizers on a loss surface', by: ['views/lossSurface'] },
  { row: 'O9', title: 'Linear scaling advice', by: ['training/linearScaling'] },
  { row: 'W1', title: 'Train, validation and test split', by: ['training/split'] },
  { row: 'W2', title: 'Metrics', by: ['metrics/*'] },
  { row: 'W4', title: 'Norms of gradients and weights', by: ['watches/gradientNorm', 'watches/weightNorm'] },
  {
    row: 'C1',
    title: 'Convolution, pooling, padding',
    by: [
      ...['1d', '2d', '3d'].flatMap((own) => [
        `blocks/conv${own}`,
        `blocks/maxPooling${own}`,
        `blocks/averagePooling${own}`,
        `blocks/globalMaxPooling${own}`,
        `blocks/globalAveragePooling${own}`,
        `blocks/zeroPadding${own}`,
        `blocks/cropping${own}`,
        `blocks/upSampling${own}`,
      ]),
      'blocks/conv1dTranspose',
      'blocks/conv2dTranspose',
      'blocks/conv3dTranspose',
      'blocks/separableConv1d',
      'blocks/separableConv2d',
      'blocks/depthwiseConv1d',
      'blocks/depthwiseConv2d',
    ],
  },
  { row: 'C2', title: 'The convolution puzzle', by: ['views/lengthPuzzle'] },
  {
    row: 'C6',
    title: 'Residual blocks, merges',
    by: [
      'blocks/add',
      'blocks/concatenate',
      'blocks/multiply',
      'blocks/subtract',
      'blocks/average',
      'blocks/dot',
      'blocks/maximum',
      'blocks/minimum',
      'blocks/rescaling',
      'blocks/reshape',
      'blocks/permute',
      'blocks/repeatVector',
    ],
  },
  {
    row: 'S1',
    title: 'Recurrent layers, embedding, masking',
    by: ['blocks/simpleRnn', 'blocks/lstm', 'blocks/gru', 'blocks/embedding', 'blocks/masking', 'blocks/conv1d', 'models/maskedSequence'],
  },
  { row: 'S2', title: 'Attention', by: ['blocks/multiHeadAttention', 'blocks/positionEmbedding', 'blocks/layerNormalization'] },
];

/** Whether a case stands for a technique. */
export const standsFor = ({ by }: Technique, { family, kind }: Pick<ReferenceCase, 'family' | 'kind'>): boolean =>
  by.includes(`${family}/${kind}`) || by.includes(`${family}/*`);
