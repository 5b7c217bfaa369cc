import { float, type FloatParam } from '../params.ts';

/** The learning rate, which every optimizer has; only its default differs. */
export const learningRate = (value: number): FloatParam =>
  float({
    default: value,
    min: 0,
    help: 'Length of a step. Too large: the loss jumps or grows; too small: it hardly falls. A loss that never falls at all: try a tenth.',
  });
