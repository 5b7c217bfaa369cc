import * as tf from '@tensorflow/tfjs-core';
import { nonNegative as declaration } from '../../../shared/catalogue/constraints/nonNegative.ts';
import { defineConstrain } from './constrain.ts';

export const nonNegative = defineConstrain(declaration, (weight) => tf.maximum(weight, 0));
