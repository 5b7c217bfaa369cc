import { expressionPython } from '../expression/expressionPython.ts';
import { defineLoss, type Loss, type TargetEncoding } from '../otherItems.ts';
import { expression, type ExpressionParam } from '../params.ts';

const source = `
class CustomExpression(keras.losses.Loss):
    """A loss written as an expression over the target y and the prediction q, the mean over the outputs of each example."""

    def __init__(self, expression):
        super().__init__()
        self.expression = expression

    def call(self, y, q):
        axes = tuple(range(1, len(q.shape)))
        y = keras.ops.reshape(keras.ops.cast(y, q.dtype), keras.ops.shape(q))
        value = eval(self.expression, {"ops": keras.ops, "y": y, "q": q, "axes": axes})
        return keras.ops.mean(value, axis=axes)
`;

/** A loss that the user writes. The same for numbers and for classes, but for what `y` is. */
export function customLoss(own: {
  readonly kind: string;
  readonly title: string;
  readonly short: string;
  readonly summary: string;
  readonly target: TargetEncoding;
  readonly help: string;
  readonly default: string;
  readonly variants: readonly string[];
}): Loss<{ readonly expression: ExpressionParam }> {
  const { help, variants, default: start, ...names } = own;
  return defineLoss({
    ...names,
    formula: 'mean of the expression over the outputs',
    params: { expression: expression({ default: start, help }) },
    keras: { name: 'CustomExpression', source, write: { expression: (value) => expressionPython(String(value)) } },
    variants: variants.map((text) => ({ expression: text })),
    foldsIn: null,
  });
}

export const customExpression = customLoss({
  kind: 'customExpression',
  title: 'Custom expression',
  short: 'custom',
  summary: 'A loss of your own, written over the target y and the prediction q.',
  target: 'values',
  help: 'y is the target, q the prediction. + - * / ^ < >, numbers, pi, e, eps; abs, square, sqrt, exp, log, log1p, sign, sin, cos, tanh, sigmoid, softplus, relu, min, max, clip(x, low, high); sum, mean and cumsum go over the outputs of an example.',
  default: '(y - q)^2',
  variants: [
    'sqrt((y - q)^2 + 1) - 1',
    '0.5 * sum(square(y - q)) + 0.1 * max(abs(q) - 0.5, 0)',
    'softplus(q) - y * q + sin(q) * cos(y) + log1p(exp(-abs(y - q)))',
    '(abs(y - q) > 0.5) * abs(y - q) + (abs(y - q) < 0.5) * (y - q)^2',
    'relu(1 - y * tanh(q)) + sigmoid(-q) + min(q, y) * sign(y) - clip(q, -0.5, 0.7)^3',
    'square(mean(q) - mean(y)) + log(square(q) + 1) / pi + abs(q)^1.5',
  ],
});
