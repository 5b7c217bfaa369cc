import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluateExpression.ts';
import { expressionPython } from './expressionPython.ts';
import { calledFunctions } from './functions.ts';
import { parseExpression } from './parseExpression.ts';

const valueOf = (text: string, y: number, q: number): number | string => {
  const parsed = parseExpression(text);
  return 'problem' in parsed ? parsed.problem : evaluateExpression(parsed.expression, [y], [q]);
};

describe('parseExpression', () => {
  it.each([
    ['y - q - 1', 2, 3, -2],
    ['2 * q + y / 4', 8, 3, 8],
    ['-q^2', 0, 3, -9],
    ['(-q)^2', 0, 3, 9],
    ['2^q^2', 0, 3, 512],
    ['q ** 2', 0, 3, 9],
    ['2^-q', 0, 1, 0.5],
    ['(y > q) * 10 + (y < q)', 1, 3, 1],
    ['- - q', 0, 3, 3],
    ['1e2 * q + .5', 0, 2, 200.5],
    ['max(y, q) - min(y, q)', -1, 4, 5],
    ['clip(q, eps, 1)', 0, -1, 1e-7],
    ['log(e) + cos(pi) + q', 0, 2, 2],
  ])('%s of y = %d and q = %d is %d', (text, y, q, expected) => expect(valueOf(text, y, q)).toBeCloseTo(expected, 10));

  it.each([
    ['', 'the expression ends too early'],
    ['y + ', 'the expression ends too early'],
    ['y - 1', 'does not look at q'],
    ['y $ q', '"$" at 3 cannot be read'],
    ['q q', '"q" at 3 does not belong there'],
    ['(q', 'the bracket of 1 is not closed'],
    ['min(q)', 'min at 1 takes 2 values, it is given 1'],
    ['abs q', 'abs at 1 needs brackets: abs(...)'],
    ['z + q', '"z" at 1 is not known: there are y, q, pi, e, eps and the functions abs,'],
    ['q + * 2', '"*" at 5 stands where a number'],
    ['q + mean(3)', 'mean at 5 is over the outputs of an example'],
    ['add(q, 1)', '"add" at 1 is not known'],
    ['q.constructor', '"." at 2 cannot be read'],
    [`${'('.repeat(70)}q${')'.repeat(70)}`, 'nested too deeply'],
    ['q'.repeat(1001), 'at most 1000 characters'],
  ])('of %s says what is wrong', (text, problem) =>
    expect(parseExpression(text)).toHaveProperty('problem', expect.stringContaining(problem)),
  );

  it('never throws, and writes Python of whatever it reads', () => {
    const parts = fc.constantFrom('y', 'q', '1', '2.5', '+', '-', '*', '/', '^', '(', ')', ',', '<', '>', ' ', ...calledFunctions);
    const texts = fc.sample(fc.array(parts, { maxLength: 6 }), 10_000).map((pieces) => pieces.join(''));
    const read = texts.filter((text) => 'expression' in parseExpression(text));
    expect(read.length).toBeGreaterThan(20);
    for (const text of read) expect(expressionPython(text)).not.toBe('');
  });
});

it('goes over all outputs of an example: sum, mean and cumsum', () => {
  const parsed = parseExpression('sum(y) * mean(q) + cumsum(q)');
  if ('problem' in parsed) throw new Error(parsed.problem);
  // 6 * 5 + the mean of 4, 9, 15.
  expect(evaluateExpression(parsed.expression, [1, 2, 3], [4, 5, 6])).toBeCloseTo(30 + 28 / 3, 10);
});
