import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { floatSpec } from '../tensorSpec.ts';
import { kernelWeight, weightParams } from '../weights.ts';

/** Keras alone has none; KerasHub's PositionEmbedding with the addition that follows it. */
export const positionEmbedding = defineBlock({
  kind: 'positionEmbedding',
  version: 1,
  title: 'PositionEmbedding',
  group: 'attention',
  searchWords: ['positional encoding', 'transformer'],
  summary: 'Adds a learned vector to each step of a sequence: attention alone does not know which step comes first.',
  formula: 'y = x + positions',
  params: weightParams({ embeddings: ['uniform', 'the vectors of the positions'] }),
  keras: {
    name: 'PositionEmbedding',
    stock: false,
    source: `class PositionEmbedding(keras.layers.Layer):
    """Adds a learned vector to each step of a sequence."""

    def __init__(self, embeddings_initializer="uniform", embeddings_regularizer=None, embeddings_constraint=None, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.initializer = keras.initializers.get(embeddings_initializer)
        self.regularizer = keras.regularizers.get(embeddings_regularizer)
        self.constraint = keras.constraints.get(embeddings_constraint)

    def build(self, input_shape):
        self.embeddings = self.add_weight(
            name="embeddings", shape=input_shape[1:], initializer=self.initializer, regularizer=self.regularizer, constraint=self.constraint
        )

    def call(self, inputs):
        return inputs + self.embeddings`,
  },
  inputs: [{ name: 'x', rank: 2, help: 'A sequence: steps × features.' }],
  outputs: [{ name: 'y' }],
  infer(inputs) {
    const { shape, mask } = only(inputs, 'x');
    if (shape[0] === null) throw new SpecProblem('the number of steps must be known here: give the Input a full shape');
    return { y: { ...floatSpec(shape), mask } };
  },
  weights: (inputs, values) => [
    kernelWeight(
      'embeddings',
      only(inputs, 'x').shape.map((length) => known(length, 'every length')),
      values,
    ),
  ],
  cases: [
    { inputs: { x: [[4, 3]] }, output: [4, 3], weights: 12 },
    { inputs: { x: [[3, 5]] }, values: { embeddingsRegularizer: 'l2' }, output: [3, 5], weights: 15 },
  ],
});
