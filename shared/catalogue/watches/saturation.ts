import { defineWatch } from '../otherItems.ts';
import { float } from '../params.ts';

export const saturation = defineWatch({
  kind: 'saturation',
  title: 'Saturated units',
  summary:
    'Share of the outputs of each activation whose derivative is about 0: those let no gradient through. Of a sigmoid or tanh they lie on the flat ends, of a ReLU on the side that is always 0. Of a recurrent block it is the activation that makes its new states, over all steps; its gates are not counted.',
  formula: "share of |f'(x)| < bound",
  params: { bound: float({ default: 0.01, min: 0, exclusiveMin: true, help: 'A derivative smaller than this counts as 0.' }) },
  keras: { name: 'saturation' },
  percent: true,
  of: 'step',
});
