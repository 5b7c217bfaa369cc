import * as tf from '@tensorflow/tfjs-core';
import { unitNorm as declaration } from '../../../shared/catalogue/constraints/unitNorm.ts';
import { defineConstrain } from './constrain.ts';
import { epsilon, lengths } from './lengths.ts';

export const unitNorm = defineConstrain(declaration, (weight, { axis }) => tf.div(weight, tf.add(lengths(weight, axis), epsilon)));
