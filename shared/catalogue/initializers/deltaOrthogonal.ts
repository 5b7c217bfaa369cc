import { defineInitializer } from '../otherItems.ts';
import { float } from '../params.ts';
import { fillOrthogonal } from './fillOrthogonal.ts';

const source = `
class DeltaOrthogonal(keras.initializers.Initializer):
    def __init__(self, gain=1.0):
        self.gain = gain

    def __call__(self, shape, dtype=None):
        kernel = np.zeros(shape, dtype='float32')
        centre = tuple(length // 2 for length in shape[:-2])
        kernel[centre] = keras.ops.convert_to_numpy(keras.initializers.Orthogonal(self.gain)(shape[-2:]))
        return keras.ops.convert_to_tensor(kernel)
`;

export const deltaOrthogonal = defineInitializer({
  kind: 'deltaOrthogonal',
  title: 'Delta-orthogonal',
  summary: 'Only the centre of the filters is not 0, and it is orthogonal: trains plain convolutions of any depth (arXiv 1806.05393).',
  formula: 'W[centre] orthogonal times gain, else 0',
  params: {
    gain: float({ default: 1, help: 'Factor on the whole; at the edge of chaos for tanh it is just above 1.' }),
  },
  keras: { name: 'DeltaOrthogonal', source },
  variants: [{ gain: 1.1 }],
  fits: (shape) => {
    if (shape.length < 3) return 'Delta-orthogonal is for the kernels of convolutions: choose Orthogonal here';
    const [channels = 1, filters = 1] = shape.slice(-2);
    return channels <= filters
      ? null
      : `Delta-orthogonal needs at least as many filters as channels (${channels}), there are ${filters}: raise the filters`;
  },
  sample: (shape, _fan, { gain }, random) => {
    const numbers = new Float32Array(shape.reduce((a, b) => a * b, 1));
    const centre = fillOrthogonal(shape.slice(-2), gain, random);
    // The cell in the middle of each axis, for an even length the one behind it.
    const cell = shape.slice(0, -2).reduce((at, length) => at * length + Math.floor(length / 2), 0);
    numbers.set(centre, cell * centre.length);
    return numbers;
  },
});
