import { defineLoss } from '../otherItems.ts';

const source = `
class HalfSumSquaredError(keras.losses.Loss):
    def __init__(self):
        super().__init__()

    def call(self, y, q):
        y = keras.ops.cast(y, q.dtype)
        axes = list(range(1, len(q.shape)))
        return 0.5 * keras.ops.sum(keras.ops.square(y - q), axis=axes)
`;

export const halfSumSquaredError = defineLoss({
  kind: 'halfSumSquaredError',
  title: 'Half the sum of squared errors',
  short: 'half squared error',
  summary: 'The sum over the outputs, and not their mean: its gradient is the error itself.',
  formula: '1/2 sum((y - q)^2)',
  params: {},
  keras: { name: 'HalfSumSquaredError', source },
  target: 'values',
  foldsIn: null,
});
