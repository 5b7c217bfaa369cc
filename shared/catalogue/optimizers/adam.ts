import { defineOptimizer } from '../optimizer.ts';
import { adamFormula, adamParams, adamScalars, adamSlots, adamStep } from './adamStep.ts';
import { learningRate } from './learningRate.ts';

/** Keras: https://keras.io/api/optimizers/adam/ */
export const adam = defineOptimizer({
  kind: 'adam',
  title: 'Adam',
  summary: 'Momentum and a step length of its own for each weight: a good first choice (arXiv 1412.6980).',
  formula: adamFormula,
  params: { learningRate: learningRate(0.001), ...adamParams },
  keras: { name: 'Adam', args: { beta1: 'beta_1', beta2: 'beta_2' } },
  variants: [
    { amsgrad: true, learningRate: 0.05 },
    { beta1: 0.5, beta2: 0.9, epsilon: 1e-4 },
  ],
  slots: adamSlots,
  adaptive: true,
  hyper: ['learningRate', 'beta1', 'beta2', 'epsilon'],
  momentum: 'beta1',
  kerasMomentum: 'argument',
  scalars: adamScalars,
  step: adamStep,
});
