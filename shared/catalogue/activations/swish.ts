import { defineActivation } from '../otherItems.ts';
import { bool, float } from '../params.ts';

const source = `
def swish(x, beta=1.0):
    return x * keras.ops.sigmoid(beta * x)


class Swish(keras.layers.Layer):
    """The same with a learned beta, as the activation of a layer or a layer of its own."""

    def __init__(self, beta=1.0, **kwargs):
        super().__init__(**kwargs)
        self.beta = self.add_weight(shape=(1,), initializer=keras.initializers.Constant(beta), name="beta")

    def call(self, x):
        return swish(x, self.beta)
`;

export const swish = defineActivation({
  kind: 'swish',
  title: 'Swish',
  summary: 'SiLU: smooth, and not non-negative: its minimum is -0.278 at beta 1 (arXiv 1710.05941).',
  formula: 'f(x) = x sigmoid(beta x)',
  params: {
    beta: float({
      default: 1,
      slide: [0, 10],
      help: 'At 0 it is linear (x / 2), with growing beta it becomes ReLU. Learned, it starts here.',
    }),
    learned: bool({
      default: false,
      title: 'Learn beta',
      help: 'Beta is a weight of the layer, one for all its numbers, and is trained with it.',
    }),
  },
  keras: { name: 'swish', source, stockDefaults: true, write: { learned: () => null } },
  learns: ({ beta, learned }): Readonly<Record<string, number>> => (learned ? { beta } : {}),
  kerasLayer: 'Swish',
  variants: [{ beta: 0.3 }, { beta: 5 }, { beta: 0.7, learned: true }],
  curve: (x, { beta }) => x / (1 + Math.exp(-beta * x)),
});
