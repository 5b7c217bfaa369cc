import { float, from, int, optional, several } from './params.ts';

/** The training choices of a project: form, file and command line follow from this. */
export const trainingParams = {
  epochs: int({
    default: 3,
    min: 1,
    max: 1_000_000,
    help: 'How often training goes through all training examples: once is an epoch, in steps of a batch of them, shuffled anew.',
  }),
  batchSize: int({
    default: 32,
    min: 1,
    max: 1_000_000_000,
    offered: [32, 64, 128, 256, 512, 1024],
    help: 'Examples in one step; 32 to 1024 is usual, and all of them make full-batch gradient descent. Larger steps are steadier, and fewer: for a batch k times as large, a learning rate k times as large is the usual start (linear scaling), with a warm-up.',
  }),
  optimizer: from('optimizers', 'adam', { help: 'How a gradient becomes a step.' }),
  schedule: from('schedules', 'constant', { help: 'How the learning rate moves in the course of a run.' }),
  warmupEpochs: optional(
    float({
      default: 1,
      min: 0,
      exclusiveMin: true,
      title: 'Warm-up (epochs)',
      help: 'The learning rate first rises to its full size along a straight line; the schedule begins behind it. Calms the first steps of Adam, of large batches and of transformers.',
    }),
  ),
  warmupFrom: float({
    default: 0.1,
    min: 0,
    max: 1,
    advanced: true,
    title: 'Warm-up from',
    help: 'Share of the learning rate that a warm-up begins at.',
  }),
  phases: several('phases', [], {
    many: true,
    advanced: true,
    help: 'Kinds of steps that take turns, each with the Outputs that it trains by and the blocks that it trains: chosen at these, in their field Phase. None: every step trains everything.',
  }),
  callbacks: several('callbacks', [], {
    title: 'At the end of epochs',
    help: 'What looks at a metric when an epoch ends: ends training when it no longer gets better, or keeps the best weights.',
  }),
  weightPenalty: optional(
    from('regularizers', 'l2', {
      help: 'A penalty on the weights of the whole model: on every kernel, beside what a block asks for itself; biases and scales pay nothing.',
    }),
  ),
  watch: several('watches', ['gradientNorm', 'saturation'], {
    title: 'Watch each layer',
    help: 'What is told of each layer at the end of every epoch, in charts and on the blocks themselves: one look at a batch, forth and back. Where anything is penalized, weights near zero are watched without being asked.',
  }),
  seed: int({
    default: 0,
    min: 0,
    max: 2 ** 32 - 1,
    help: 'Decides everything random: first weights, order of the examples, dropout. The same seed gives the same run.',
  }),
  checkpointSeconds: float({
    default: 30,
    min: 1,
    title: 'Checkpoint every',
    advanced: true,
    help: 'Seconds between checkpoints within an epoch; one is written at the end of every epoch besides.',
  }),
} as const;
