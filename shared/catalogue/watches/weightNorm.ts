import { defineWatch } from '../otherItems.ts';

export const weightNorm = defineWatch({
  kind: 'weightNorm',
  title: 'Weight norm',
  summary: 'How large the weights of each layer are: they grow while a layer learns, and without end where the learning rate is too large.',
  formula: 'sqrt(sum w²) over the kernels of a layer',
  params: {},
  keras: { name: 'weight_norm' },
  percent: false,
  of: 'weights',
});
