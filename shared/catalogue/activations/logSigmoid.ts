import { defineActivation } from '../otherItems.ts';

export const logSigmoid = defineActivation({
  kind: 'logSigmoid',
  title: 'Log sigmoid',
  summary: 'The logarithm of the sigmoid, computed without loss of precision.',
  formula: 'f(x) = -ln(1 + exp(-x))',
  params: {},
  keras: { name: 'log_sigmoid' },
  curve: (x) => -Math.log1p(Math.exp(-x)),
});
