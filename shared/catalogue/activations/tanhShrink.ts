import { defineActivation } from '../otherItems.ts';

export const tanhShrink = defineActivation({
  kind: 'tanhShrink',
  title: 'Tanh shrink',
  summary: 'What tanh leaves of a number: small ones vanish.',
  formula: 'f(x) = x - tanh(x)',
  params: {},
  keras: { name: 'tanh_shrink' },
  curve: (x) => x - Math.tanh(x),
});
