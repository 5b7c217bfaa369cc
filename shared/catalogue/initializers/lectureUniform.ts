import { defineInitializer } from '../otherItems.ts';
import { fillUniform } from './distributions.ts';

const source = `
class LectureUniform(keras.initializers.Initializer):
    def __init__(self):
        pass

    def __call__(self, shape, dtype=None):
        fan_in, fan_out = int(np.prod(shape[:-1])), int(np.prod(shape[:-2])) * shape[-1]
        return keras.random.uniform(shape, 0.0, 1.0 / np.sqrt(fan_in + fan_out), dtype=dtype)
`;

export const lectureUniform = defineInitializer({
  kind: 'lectureUniform',
  title: 'Lecture uniform',
  summary: 'The rule of thumb of lectures: from 0 up, so all weights begin positive. Compare it with Glorot uniform.',
  formula: 'U(0, 1 / sqrt(fanIn + fanOut))',
  params: {},
  keras: { name: 'LectureUniform', source },
  sample: (shape, [fanIn, fanOut], _values, random) => fillUniform(shape, 0, 1 / Math.sqrt(fanIn + fanOut), random),
});
