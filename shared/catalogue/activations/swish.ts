import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

const source = `
def swish(x, beta=1.0):
    return x * keras.ops.sigmoid(beta * x)
`;

export const swish = defineActivation({
  kind: 'swish',
  title: 'Swish',
  summary: 'SiLU: smooth, and not non-negative: its minimum is -0.278 at beta 1 (arXiv 1710.05941).',
  formula: 'f(x) = x sigmoid(beta x)',
  params: {
    beta: float({ default: 1, slide: [0, 10], help: 'At 0 it is linear (x / 2), with growing beta it becomes ReLU.' }),
  },
  keras: { name: 'swish', source },
  variants: [{ beta: 0.3 }, { beta: 5 }],
  curve: (x, { beta }) => x / (1 + Math.exp(-beta * x)),
});
