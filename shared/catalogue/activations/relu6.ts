import { defineActivation } from '../otherItems.ts';

export const relu6 = defineActivation({
  kind: 'relu6',
  title: 'ReLU6',
  summary: 'ReLU that stops at 6: keeps numbers small, as networks for phones want it.',
  formula: 'f(x) = min(max(0, x), 6)',
  params: {},
  keras: { name: 'relu6' },
  curve: (x) => Math.min(6, Math.max(0, x)),
});
