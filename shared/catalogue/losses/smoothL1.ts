import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

const source = `
class SmoothL1(keras.losses.Loss):
    def __init__(self, beta=1.0):
        super().__init__()
        self.beta = beta

    def call(self, y, q):
        y = keras.ops.cast(y, q.dtype)
        e = keras.ops.abs(y - q)
        return keras.ops.mean(keras.ops.where(e <= self.beta, 0.5 * e * e / self.beta, e - 0.5 * self.beta), axis=-1)
`;

export const smoothL1 = defineLoss({
  kind: 'smoothL1',
  title: 'Smooth L1',
  short: 'smooth L1',
  summary: 'Huber divided by its bound: the slope of large errors is 1 whatever beta is.',
  formula: 'mean(1/2 e^2 / beta for |e| <= beta, else |e| - beta / 2), e = y - q',
  params: {
    beta: float({ default: 1, min: 0, exclusiveMin: true, help: 'Size of an error from which it counts by its size alone.' }),
  },
  keras: { name: 'SmoothL1', source },
  variants: [{ beta: 0.3 }],
  target: 'values',
  foldsIn: null,
});
