import { defineWatch } from '../otherItems.ts';

export const gradientNorm = defineWatch({
  kind: 'gradientNorm',
  title: 'Gradient norm',
  summary:
    'How large the gradients of each layer are. Where those near the input are thousands of times smaller than those near the output they vanish, and the layer learns nothing; where they grow without end they explode.',
  formula: 'sqrt(sum (dL/dw)²) over the weights of a layer',
  params: {},
  keras: { name: 'gradient_norm' },
  percent: false,
  of: 'step',
});
