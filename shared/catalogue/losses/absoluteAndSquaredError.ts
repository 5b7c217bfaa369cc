import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

const source = `
class AbsoluteAndSquaredError(keras.losses.Loss):
    def __init__(self, share=0.5):
        super().__init__()
        self.share = share

    def call(self, y, q):
        y = keras.ops.cast(y, q.dtype)
        e = y - q
        return keras.ops.mean(self.share * keras.ops.abs(e) + (1.0 - self.share) * e * e, axis=-1)
`;

export const absoluteAndSquaredError = defineLoss({
  kind: 'absoluteAndSquaredError',
  title: 'Absolute and squared error',
  short: 'L1 and L2',
  summary: 'A mixture: the absolute error is robust, the squared one smooth.',
  formula: 'mean(share |y - q| + (1 - share) (y - q)^2)',
  params: {
    share: float({
      default: 0.5,
      min: 0,
      max: 1,
      help: 'Share of the absolute error; 0 is the mean squared error, 1 the mean absolute error.',
    }),
  },
  keras: { name: 'AbsoluteAndSquaredError', source },
  variants: [{ share: 0.9 }],
  target: 'values',
  foldsIn: null,
});
