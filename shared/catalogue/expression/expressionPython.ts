import { expressionFunctions } from './functions.ts';
import { parseExpression, type Expression } from './parseExpression.ts';

/** An expression as Python over Keras's operations: `ops`, the tensors `y` and `q`, and `axes`, all but the batch. */
export function expressionPython(text: string): string {
  const parsed = parseExpression(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return pythonOf(parsed.expression);
}

function pythonOf(expression: Expression): string {
  // With a point: Keras's functions take a whole number for one of another type.
  if (expression.kind === 'number') return Number.isInteger(expression.value) ? expression.value.toFixed(1) : String(expression.value);
  if (expression.kind === 'name') return expression.name;
  return expressionFunctions[expression.name].python(...expression.args.map(pythonOf));
}
