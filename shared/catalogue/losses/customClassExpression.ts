import { customLoss } from './customExpression.ts';

export const customClassExpression = customLoss({
  kind: 'customClassExpression',
  title: 'Custom expression for classes',
  short: 'custom',
  summary: 'A loss of your own for classes: y has a 1 at the class and 0 elsewhere, q is what the head gives.',
  target: 'oneHot',
  help: 'y is 1 at the class and 0 elsewhere, q the prediction, with the functions of the custom expression: sum, mean and cumsum go over the classes.',
  default: '-sum(y * log(clip(q, eps, 1)))',
  variants: ['sum(square(cumsum(y) - cumsum(q)))'],
});
