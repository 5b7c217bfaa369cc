import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

export const hardShrink = defineActivation({
  kind: 'hardShrink',
  title: 'Hard shrink',
  summary: 'Small numbers become 0, the others stay as they are: it jumps where soft shrink moves.',
  formula: 'f(x) = x for |x| > threshold, else 0',
  params: {
    threshold: float({ default: 0.5, min: 0, help: 'Numbers up to this size become 0.' }),
  },
  keras: { name: 'hard_shrink' },
  variants: [{ threshold: 0.2 }],
  curve: (x, { threshold }) => (Math.abs(x) > threshold ? x : 0),
});
