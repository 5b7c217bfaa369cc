import { calledFunctions, constants, expressionFunctions, type FunctionName } from './functions.ts';

/** An expression over the target `y` and the prediction `q`, taken apart. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: 'y' | 'q' }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] };

/** Longest text that is read, and deepest nesting. */
const longest = 1000;
const deepest = 60;

class ExpressionProblem extends Error {}

interface Token {
  readonly text: string;
  /** Where it begins, from 1. */
  readonly at: number;
}

const pattern = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),<>]))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    const found = match?.[1] ?? match?.[2] ?? match?.[3];
    if (found === undefined) {
      const at = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
      throw new ExpressionProblem(`"${text[at] ?? ''}" at ${at + 1} cannot be read: write numbers, y, q, + - * / ^ < > and functions`);
    }
    tokens.push({ text: found === '**' ? '^' : found, at: pattern.lastIndex - found.length + 1 });
  }
  return tokens;
}

/** Reads an expression: what it is, or what is wrong, in words. It must look at `q`, or nothing could be learned from it. */
export function parseExpression(text: string): { readonly expression: Expression } | { readonly problem: string } {
  if (text.length > longest) return { problem: `an expression has at most ${longest} characters, this one ${text.length}` };
  try {
    const reader = new Reader(tokensOf(text));
    const expression = reader.whole();
    return mentions(expression, 'q')
      ? { expression }
      : { problem: 'the expression does not look at q, the prediction: nothing could be learned from it' };
  } catch (error) {
    if (error instanceof ExpressionProblem) return { problem: error.message };
    throw error;
  }
}

/** Whether a name stands somewhere in an expression. */
export const mentions = (expression: Expression, name: 'y' | 'q'): boolean =>
  expression.kind === 'name' ? expression.name === name : expression.kind === 'call' && expression.args.some((arg) => mentions(arg, name));

const call = (name: FunctionName, ...args: readonly Expression[]): Expression => ({ kind: 'call', name, args });

/** Recursive descent: comparison, sum, product, sign, power, and what stands alone. */
class Reader {
  readonly #tokens: readonly Token[];
  #place = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#comparison();
    const rest = this.#tokens[this.#place];
    if (rest) throw new ExpressionProblem(`"${rest.text}" at ${rest.at} does not belong there: put an operator before it, or remove it`);
    return expression;
  }

  #take(...texts: readonly string[]): string | null {
    const token = this.#tokens[this.#place];
    if (!token || !texts.includes(token.text)) return null;
    this.#place++;
    return token.text;
  }

  #comparison(): Expression {
    if (++this.#depth > deepest) throw new ExpressionProblem('the expression is nested too deeply: make it simpler');
    const left = this.#sum();
    const operator = this.#take('<', '>');
    const whole = operator === null ? left : call(operator === '<' ? 'less' : 'greater', left, this.#sum());
    this.#depth--;
    return whole;
  }

  #sum(): Expression {
    let left = this.#product();
    for (let operator = this.#take('+', '-'); operator !== null; operator = this.#take('+', '-'))
      left = call(operator === '+' ? 'add' : 'sub', left, this.#product());
    return left;
  }

  #product(): Expression {
    let left = this.#signed();
    for (let operator = this.#take('*', '/'); operator !== null; operator = this.#take('*', '/'))
      left = call(operator === '*' ? 'mul' : 'div', left, this.#signed());
    return left;
  }

  /** A sign binds less than a power: -q^2 is -(q^2). */
  #signed(): Expression {
    let negative = false;
    for (let sign = this.#take('-', '+'); sign !== null; sign = this.#take('-', '+')) negative = (sign === '-') !== negative;
    const value = this.#power();
    return negative ? call('neg', value) : value;
  }

  #power(): Expression {
    const base = this.#single();
    if (this.#take('^') === null) return base;
    if (++this.#depth > deepest) throw new ExpressionProblem('the expression is nested too deeply: make it simpler');
    const exponent = this.#signed();
    this.#depth--;
    return call('pow', base, exponent);
  }

  #single(): Expression {
    const token = this.#tokens[this.#place++];
    if (!token) throw new ExpressionProblem('the expression ends too early: something is missing at its end');
    const { text, at } = token;
    if (text === '(') return this.#closed(this.#comparison(), at);
    if (/^[\d.]/.test(text)) return { kind: 'number', value: Number(text) };
    if (text === 'y' || text === 'q') return { kind: 'name', name: text };
    const constant = constants[text];
    if (constant !== undefined) return { kind: 'number', value: constant };
    if (!/^\w/.test(text)) throw new ExpressionProblem(`"${text}" at ${at} stands where a number, y, q or a function is needed`);
    if (!isFunction(text))
      throw new ExpressionProblem(
        `"${text}" at ${at} is not known: there are y, q, ${Object.keys(constants).join(', ')} and the functions ${calledFunctions.join(', ')}`,
      );
    return this.#called(text, at);
  }

  #called(name: FunctionName, at: number): Expression {
    if (this.#take('(') === null) throw new ExpressionProblem(`${name} at ${at} needs brackets: ${name}(...)`);
    const args = [this.#comparison()];
    while (this.#take(',') !== null) args.push(this.#comparison());
    const { takes, row } = expressionFunctions[name];
    if (args.length !== takes)
      throw new ExpressionProblem(`${name} at ${at} takes ${takes} ${takes === 1 ? 'value' : 'values'}, it is given ${args.length}`);
    if (row && !args.some((arg) => mentions(arg, 'y') || mentions(arg, 'q')))
      throw new ExpressionProblem(`${name} at ${at} is over the outputs of an example: put y or q into it`);
    return this.#closed(call(name, ...args), at);
  }

  #closed(inside: Expression, at: number): Expression {
    if (this.#take(')') === null) throw new ExpressionProblem(`the bracket of ${at} is not closed: add ")"`);
    return inside;
  }
}

const isFunction = (text: string): text is FunctionName => calledFunctions.includes(text);
