import { defineLoss } from '../otherItems.ts';

const source = `
class SquaredEarthMoversDistance(keras.losses.Loss):
    def __init__(self):
        super().__init__()

    def call(self, y, q):
        y = keras.ops.cast(y, q.dtype)
        return keras.ops.sum(keras.ops.square(keras.ops.cumsum(y, axis=-1) - keras.ops.cumsum(q, axis=-1)), axis=-1)
`;

export const squaredEarthMoversDistance = defineLoss({
  kind: 'squaredEarthMoversDistance',
  title: 'Squared earth mover distance',
  short: 'earth mover distance',
  summary: 'Classes with an order, such as ages: an answer two classes off is worse than one class off (arXiv 1611.05916).',
  formula: 'sum_k (CDF_y(k) - CDF_p(k))^2',
  params: {},
  keras: { name: 'SquaredEarthMoversDistance', source },
  target: 'oneHot',
  foldsIn: 'softmax',
});
