import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

const source = `
class CategoricalGeneralizedCrossEntropy(keras.losses.Loss):
    """Keras's own compares each label with every answer of the batch, where the labels stand in a column."""

    def __init__(self, q=0.5):
        super().__init__()
        self.q = q

    def call(self, y, p):
        return keras.losses.categorical_generalized_cross_entropy(keras.ops.reshape(y, keras.ops.shape(p)[:-1]), p, self.q)
`;

export const categoricalGeneralizedCrossEntropy = defineLoss({
  kind: 'categoricalGeneralizedCrossEntropy',
  title: 'Generalized cross-entropy',
  short: 'generalized cross-entropy',
  summary:
    'One class out of several where some labels are wrong: no example costs more than 1 / q, so that a wrong label pulls less than under cross-entropy. Wants a softmax before it (arXiv 1805.07836).',
  formula: '(1 - p_class^q) / q',
  params: {
    q: float({
      default: 0.5,
      min: 0,
      max: 1,
      exclusiveMin: true,
      exclusiveMax: true,
      help: 'Near 0 it is the cross-entropy, which learns fast; near 1 the absolute error, which wrong labels trouble least.',
    }),
  },
  keras: { name: 'CategoricalGeneralizedCrossEntropy', source },
  variants: [{ q: 0.9 }],
  target: 'index',
  foldsIn: null,
  suits: 'softmax',
});
