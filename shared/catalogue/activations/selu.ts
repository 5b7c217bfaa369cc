import { defineActivation } from '../otherItems.ts';

export const selu = defineActivation({
  kind: 'selu',
  title: 'SELU',
  summary: 'Keeps mean and variance from layer to layer, with LeCun normal weights (arXiv 1706.02515).',
  formula: 'f(x) = 1.0507 x for x > 0, else 1.7581 (exp(x) - 1)',
  params: {},
  keras: { name: 'selu' },
  curve: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
});
