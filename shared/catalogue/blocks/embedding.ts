import { defineBlock, only } from '../block.ts';
import { bool, choice, int } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';
import { kernelWeight, weightParams } from '../weights.ts';
import { hiddenDropout, rateParam } from './rate.ts';
import { seed } from './seed.ts';

const dropped = choice(['type', 'position'], {
  default: 'type',
  advanced: true,
  help: "What is dropped together: 'type' drops a word wherever it stands in a sequence (arXiv 1512.05287), 'position' each place by itself.",
});

const source = `
class WordDropoutEmbedding(keras.layers.Embedding):
    """Sets the vectors of some words to 0 while it trains: of a word wherever it stands in a sequence ("type"), or of single places ("position")."""

    def __init__(self, *args, word_dropout=0.0, dropped="type", seed=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.word_dropout, self.dropped = word_dropout, dropped
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, inputs, training=False):
        vectors = super().call(inputs)
        if not training:
            return vectors
        words = keras.ops.reshape(keras.ops.cast(inputs, "int32"), (keras.ops.shape(inputs)[0], -1))
        by_type = self.dropped == "type"
        shape = (keras.ops.shape(words)[0], self.input_dim) if by_type else keras.ops.shape(words)
        kept = keras.ops.cast(keras.random.uniform(shape, seed=self.generator) >= self.word_dropout, vectors.dtype)
        if by_type:
            kept = keras.ops.take_along_axis(kept, words, axis=1)
        kept = keras.ops.reshape(kept / (1 - self.word_dropout), keras.ops.shape(inputs))
        return vectors * keras.ops.expand_dims(kept, -1)

    def compute_output_spec(self, inputs, training=False):
        return super().compute_output_spec(inputs)

    def get_config(self):
        return {**super().get_config(), "word_dropout": self.word_dropout, "dropped": self.dropped}
`;

/** Keras: https://keras.io/api/layers/core_layers/embedding/ */
export const embedding = defineBlock({
  kind: 'embedding',
  version: 1,
  title: 'Embedding',
  group: 'attention',
  searchWords: ['word vectors', 'tokens', 'lookup', 'text'],
  summary: 'Turns whole numbers, such as words or characters, into learned vectors: what is used alike comes to lie near each other.',
  formula: 'y = the row of the table that x names',
  params: {
    inputDim: int({
      default: 1000,
      min: 1,
      max: 10_000_000,
      title: 'Words',
      help: 'How many different whole numbers there are: 0 to one less.',
    }),
    outputDim: int({ default: 32, min: 1, max: 65_536, title: 'Vector', help: 'Numbers of each vector.' }),
    ...weightParams({ embeddings: ['uniform', 'the vectors'] }),
    maskZero: bool({
      default: false,
      help: 'The number 0 is no word but fills short sequences up: blocks behind it leave such steps out.',
    }),
    wordDropout: rateParam('Share of the words whose vectors become 0 while training.', 0, hiddenDropout),
    wordDropoutBy: dropped,
    seed,
  },
  keras: {
    name: 'Embedding',
    lacks: ['weights', 'lora_rank', 'lora_alpha', 'quantization_config'],
    write: { wordDropout: () => null, wordDropoutBy: () => null, seed: () => null },
    wrap: (own, { wordDropout, wordDropoutBy, seed: drawn }) =>
      Number(wordDropout) > 0
        ? {
            class_name: 'WordDropoutEmbedding',
            config: {
              ...own.config,
              word_dropout: Number(wordDropout),
              dropped: String(wordDropoutBy),
              seed: typeof drawn === 'number' ? drawn : null,
            },
          }
        : own,
    source,
  },
  inputs: [{ name: 'x', help: 'Whole numbers from 0.' }],
  outputs: [{ name: 'y' }],
  infer: (inputs, { outputDim, maskZero }) => ({ y: { ...floatSpec([...only(inputs, 'x').shape, outputDim]), mask: maskZero } }),
  weights: (_inputs, values) => [kernelWeight('embeddings', [values.inputDim, values.outputDim], values)],
  drops: ({ wordDropout }) => wordDropout > 0,
  face: ({ inputDim, outputDim }) => `${inputDim} words, ${outputDim} wide`,
  cases: [
    { inputs: { x: [[5]] }, whole: 7, values: { inputDim: 7, outputDim: 3 }, output: [5, 3], weights: 21 },
    {
      inputs: { x: [[2, 3]] },
      whole: 4,
      values: { inputDim: 4, outputDim: 2, embeddingsRegularizer: 'l2' },
      output: [2, 3, 2],
      weights: 8,
    },
    { inputs: { x: [[6]] }, whole: 5, values: { inputDim: 5, outputDim: 3, wordDropout: 0.4 }, output: [6, 3], weights: 15 },
    {
      inputs: { x: [[6]] },
      whole: 5,
      values: { inputDim: 5, outputDim: 3, wordDropout: 0.4, wordDropoutBy: 'position', seed: 2 },
      output: [6, 3],
      weights: 15,
    },
  ],
});
