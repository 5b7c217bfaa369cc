import { defineOptimizer } from '../optimizer.ts';
import { float } from '../params.ts';
import { adamFormula, adamParams, adamScalars, adamSlots, adamStep } from './adamStep.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/adamw/ */
export const adamW = defineOptimizer({
  kind: 'adamW',
  title: 'AdamW',
  summary:
    'Adam with weight decay apart from the gradient: every weight shrinks alike, which an L2 penalty under Adam does not do (arXiv 1711.05101).',
  formula: `w = w - learningRate weightDecay w;  then as Adam:  ${adamFormula}`,
  params: {
    learningRate: learningRate(0.001),
    weightDecay: float({
      default: 0.004,
      min: 0,
      help: 'Every step first makes each weight smaller by this share of the learning rate. An L2 penalty goes through the gradient instead, and Adam divides it by the size of the gradients: weights with large gradients are hardly held back.',
    }),
    ...adamParams,
  },
  keras: { name: 'AdamW', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [{ amsgrad: true, learningRate: 0.05 }],
  slots: adamSlots,
  adaptive: true,
  hyper: ['learningRate', 'beta1', 'beta2', 'epsilon'],
  momentum: 'beta1',
  kerasMomentum: 'argument',
  scalars: adamScalars,
  step: adamStep,
});
