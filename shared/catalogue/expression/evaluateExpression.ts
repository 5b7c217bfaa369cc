import { expressionFunctions } from './functions.ts';
import type { Expression } from './parseExpression.ts';

/** An expression on the outputs of one example, in plain numbers; what stands for all of them has one number. */
function rowOf(expression: Expression, y: readonly number[], q: readonly number[]): readonly number[] {
  if (expression.kind === 'number') return [expression.value];
  if (expression.kind === 'name') return expression.name === 'y' ? y : q;
  const args = expression.args.map((arg) => rowOf(arg, y, q));
  const { row, plain } = expressionFunctions[expression.name];
  if (row) return row(args[0] ?? []);
  const width = Math.max(...args.map((arg) => arg.length));
  return Array.from(
    { length: width },
    (_, at) => plain?.(...args.map((arg) => arg[arg.length === 1 ? 0 : at] ?? Number.NaN)) ?? Number.NaN,
  );
}

/** The value of an expression for one example: the mean over its outputs. */
export function evaluateExpression(expression: Expression, y: readonly number[], q: readonly number[]): number {
  const row = rowOf(expression, y, q);
  return row.reduce((a, b) => a + b, 0) / row.length;
}
