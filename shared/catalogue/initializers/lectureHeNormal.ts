import { defineInitializer } from '../otherItems.ts';
import { fillNormal } from './distributions.ts';

const source = `
class LectureHeNormal(keras.initializers.Initializer):
    def __init__(self):
        pass

    def __call__(self, shape, dtype=None):
        return keras.random.normal(shape, 0.0, np.sqrt(2.0 / np.prod(shape[:-1])), dtype=dtype)
`;

export const lectureHeNormal = defineInitializer({
  kind: 'lectureHeNormal',
  title: 'Lecture He normal',
  summary: 'He normal as lectures write it, randn * sqrt(2 / fanIn): not cut, so single weights may be large.',
  formula: 'N(0, 2 / fanIn)',
  params: {},
  keras: { name: 'LectureHeNormal', source },
  sample: (shape, [fanIn], _values, random) => fillNormal(shape, 0, Math.sqrt(2 / fanIn), random),
});
