import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

export const softShrink = defineActivation({
  kind: 'softShrink',
  title: 'Soft shrink',
  summary: 'Moves numbers towards 0 by the threshold; small ones become 0.',
  formula: 'f(x) = x - threshold for x > threshold, x + threshold for x < -threshold, else 0',
  params: {
    threshold: float({ default: 0.5, min: 0, help: 'Numbers up to this size become 0.' }),
  },
  keras: { name: 'soft_shrink' },
  variants: [{ threshold: 0.2 }],
  curve: (x, { threshold }) => Math.sign(x) * Math.max(0, Math.abs(x) - threshold),
});
