import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

const source = `
class LearnedSlope(keras.layers.Layer):
    """A leaky ReLU that learns one slope for all its numbers."""

    def __init__(self, alpha=0.25, **kwargs):
        super().__init__(**kwargs)
        self.alpha = self.add_weight(shape=(1,), initializer=keras.initializers.Constant(alpha), name="alpha")

    def call(self, x):
        return keras.ops.relu(x) - self.alpha * keras.ops.relu(-x)
`;

/** The PReLU block has a slope for each number, or channel. */
export const prelu = defineActivation({
  kind: 'prelu',
  title: 'PReLU',
  summary:
    'A leaky ReLU that learns its slope, one for the whole layer (arXiv 1502.01852); the block PReLU has one for each number or channel.',
  formula: 'f(x) = x for x > 0, else alpha x',
  params: {
    alpha: float({
      default: 0.25,
      slide: [-0.5, 1],
      help: 'What the slope for negative numbers starts from: it is a weight of the layer.',
    }),
  },
  keras: { name: 'LearnedSlope', source },
  learns: ({ alpha }) => ({ alpha }),
  kerasLayer: 'LearnedSlope',
  variants: [{ alpha: -0.1 }],
  curve: (x, { alpha }) => (x > 0 ? x : alpha * x),
});
