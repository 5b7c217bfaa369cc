/** What an expression can call: operators too have a name here. */
export interface ExpressionFunction {
  readonly takes: 1 | 2 | 3;
  /** Python on tensors, with `ops` = `keras.ops` and `axes` = all but the batch. */
  readonly python: (...given: readonly string[]) => string;
  /** On plain numbers; absent for what looks at all outputs of an example. */
  readonly plain?: (...given: readonly number[]) => number;
  /** On all outputs of an example at once, one number or as many. */
  readonly row?: (given: readonly number[]) => readonly number[];
}

const one = (name: string, plain: (x: number) => number): ExpressionFunction => ({
  takes: 1,
  python: (x) => `ops.${name}(${x})`,
  plain: (x = 0) => plain(x),
});
const two = (operator: string, plain: (a: number, b: number) => number): ExpressionFunction => ({
  takes: 2,
  python: (a, b) => `(${a} ${operator} ${b})`,
  plain: (a = 0, b = 0) => plain(a, b),
});
/** 1 where it holds, else 0; nothing is learned through it. */
const compared = (operator: string, plain: (a: number, b: number) => boolean): ExpressionFunction => ({
  takes: 2,
  python: (a, b) => `ops.cast(ops.convert_to_tensor(${a}) ${operator} ${b}, "float32")`,
  plain: (a = 0, b = 0) => Number(plain(a, b)),
});
const sum = (row: readonly number[]): number => row.reduce((a, b) => a + b, 0);

const declared = {
  add: two('+', (a, b) => a + b),
  sub: two('-', (a, b) => a - b),
  mul: two('*', (a, b) => a * b),
  div: two('/', (a, b) => a / b),
  pow: { takes: 2, python: (a, b) => `ops.power(${a}, ${b})`, plain: (a = 0, b = 0) => a ** b },
  neg: { takes: 1, python: (x) => `(-${x})`, plain: (x = 0) => -x },
  greater: compared('>', (a, b) => a > b),
  less: compared('<', (a, b) => a < b),
  abs: one('abs', Math.abs),
  square: one('square', (x) => x * x),
  sqrt: one('sqrt', Math.sqrt),
  exp: one('exp', Math.exp),
  log: one('log', Math.log),
  log1p: one('log1p', Math.log1p),
  sign: one('sign', Math.sign),
  sin: one('sin', Math.sin),
  cos: one('cos', Math.cos),
  tanh: one('tanh', Math.tanh),
  sigmoid: one('sigmoid', (x) => 1 / (1 + Math.exp(-x))),
  softplus: one('softplus', (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  relu: one('relu', (x) => Math.max(x, 0)),
  min: { takes: 2, python: (a, b) => `ops.minimum(${a}, ${b})`, plain: (a = 0, b = 0) => Math.min(a, b) },
  max: { takes: 2, python: (a, b) => `ops.maximum(${a}, ${b})`, plain: (a = 0, b = 0) => Math.max(a, b) },
  clip: {
    takes: 3,
    python: (x, low, high) => `ops.minimum(ops.maximum(${x}, ${low}), ${high})`,
    plain: (x = 0, low = 0, high = 0) => Math.min(Math.max(x, low), high),
  },
  sum: { takes: 1, python: (x) => `ops.sum(${x}, axis=axes, keepdims=True)`, row: (row) => [sum(row)] },
  mean: { takes: 1, python: (x) => `ops.mean(${x}, axis=axes, keepdims=True)`, row: (row) => [sum(row) / row.length] },
  cumsum: {
    takes: 1,
    python: (x) => `ops.cumsum(${x}, axis=-1)`,
    row: (row) => row.map((_, at) => sum(row.slice(0, at + 1))),
  },
} as const satisfies Readonly<Record<string, ExpressionFunction>>;

export type FunctionName = keyof typeof declared;
/** All functions and operators, by name. */
export const expressionFunctions: Readonly<Record<FunctionName, ExpressionFunction>> = declared;

/** Those that are written as operators; everything else is called by name. */
export const operators = new Set<string>(['add', 'sub', 'mul', 'div', 'pow', 'neg', 'greater', 'less']);
export const calledFunctions = Object.keys(declared).filter((name) => !operators.has(name));
/** Names of numbers. */
export const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E, eps: 1e-7 };
