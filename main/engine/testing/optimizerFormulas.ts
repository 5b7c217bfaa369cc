export type OptimizerRow = { w: number; slots: Record<string, number> };
type Numbers = Readonly<Record<string, number | boolean>>;
/** Walks one step; `slope` is the gradient at a weight. */
type Plain = (row: OptimizerRow, slope: (w: number) => number, v: Numbers, t: number) => OptimizerRow;
const num = (v: Numbers, name: string): number => Number(v[name] ?? 0);
/** A formula that takes the gradient where the weight is. */
const atWeight =
  (formula: (row: OptimizerRow, g: number, v: Numbers, t: number) => OptimizerRow): Plain =>
  (row, slope, v, t) =>
    formula({ ...row, w: row.w * (1 - num(v, 'learningRate') * num(v, 'weightDecay')) }, slope(row.w), v, t);

/** Keras's formulas for one number in double precision. */
export const optimizerFormulas: Readonly<Record<string, Plain>> = {
  sgd: atWeight(({ w, slots }, g, v): OptimizerRow => {
    const [rate, beta] = [num(v, 'learningRate'), num(v, 'momentum')];
    const m = beta * (slots['momentum'] ?? 0) - rate * g;
    if (beta === 0) return { w: w - rate * g, slots: {} };
    return { w: v['nesterov'] ? w + beta * m - rate * g : w + m, slots: { momentum: m } };
  }),
  rmsprop: atWeight(({ w, slots }, g, v) => {
    const rho = num(v, 'rho');
    const velocity = rho * (slots['velocity'] ?? 0) + (1 - rho) * g * g;
    const average = rho * (slots['average_gradient'] ?? 0) + (1 - rho) * g;
    const increment =
      (num(v, 'learningRate') * g) / Math.sqrt((v['centered'] ? velocity - average * average : velocity) + num(v, 'epsilon'));
    const beta = num(v, 'momentum');
    const momentum = beta * (slots['momentum'] ?? 0) + increment;
    return { w: w - (beta > 0 ? momentum : increment), slots: { velocity, average_gradient: average, momentum } };
  }),
  adamax: atWeight(({ w, slots }, g, v, t) => {
    const m = num(v, 'beta1') * (slots['m'] ?? 0) + (1 - num(v, 'beta1')) * g;
    const u = Math.max(num(v, 'beta2') * (slots['u'] ?? 0), Math.abs(g));
    return { w: w - ((num(v, 'learningRate') / (1 - num(v, 'beta1') ** t)) * m) / (u + num(v, 'epsilon')), slots: { m, u } };
  }),
  lion: atWeight(({ w, slots }, g, v) => {
    const mixed = (beta: number): number => beta * (slots['momentum'] ?? 0) + (1 - beta) * g;
    return { w: w - num(v, 'learningRate') * Math.sign(mixed(num(v, 'beta1'))), slots: { momentum: mixed(num(v, 'beta2')) } };
  }),
  adam: atWeight(adam),
  adamW: atWeight(adam),
  nadam: atWeight(({ w, slots }, g, v, t) => {
    const [b1, b2] = [num(v, 'beta1'), num(v, 'beta2')];
    const share = (step: number): number => b1 * (1 - 0.5 * 0.96 ** step);
    const product = (slots['product'] ?? 1) * share(t);
    const momentum = b1 * (slots['momentum'] ?? 0) + (1 - b1) * g;
    const velocity = b2 * (slots['velocity'] ?? 0) + (1 - b2) * g * g;
    const ahead = (share(t + 1) * momentum) / (1 - product * share(t + 1)) + ((1 - share(t)) * g) / (1 - product);
    return {
      w: w - (num(v, 'learningRate') * ahead) / (Math.sqrt(velocity / (1 - b2 ** t)) + num(v, 'epsilon')),
      slots: { product, momentum, velocity },
    };
  }),
  adagrad: atWeight(({ w, slots }, g, v) => {
    const accumulator = (slots['accumulator'] ?? num(v, 'initialAccumulatorValue')) + g * g;
    return { w: w - (num(v, 'learningRate') * g) / Math.sqrt(accumulator + num(v, 'epsilon')), slots: { accumulator } };
  }),
  adadelta: atWeight(({ w, slots }, g, v) => {
    const rho = num(v, 'rho');
    const root = (x: number): number => Math.sqrt(x + num(v, 'epsilon'));
    const size = rho * (slots['size'] ?? 0) + (1 - rho) * g * g;
    const delta = (root(slots['moved'] ?? 0) / root(size)) * g;
    return { w: w - num(v, 'learningRate') * delta, slots: { size, moved: rho * (slots['moved'] ?? 0) + (1 - rho) * delta * delta } };
  }),
  lectureMomentum: atWeight(({ w, slots }, g, v) => {
    const mean = num(v, 'beta') * (slots['mean'] ?? 0) + (1 - num(v, 'beta')) * g;
    return { w: w - num(v, 'learningRate') * mean, slots: { mean } };
  }),
  lectureNesterov({ w, slots }, slope, v) {
    const before = num(v, 'beta') * (slots['velocity'] ?? 0);
    const velocity = before + num(v, 'learningRate') * slope(w - before);
    return { w: w * (1 - num(v, 'learningRate') * num(v, 'weightDecay')) - velocity, slots: { velocity } };
  },
};

function adam({ w, slots }: OptimizerRow, g: number, v: Numbers, t: number): OptimizerRow {
  const [b1, b2] = [num(v, 'beta1'), num(v, 'beta2')];
  const momentum = b1 * (slots['momentum'] ?? 0) + (1 - b1) * g;
  const velocity = b2 * (slots['velocity'] ?? 0) + (1 - b2) * g * g;
  const velocityHat = Math.max(slots['velocity_hat'] ?? 0, velocity);
  const rate = (num(v, 'learningRate') * Math.sqrt(1 - b2 ** t)) / (1 - b1 ** t);
  return {
    w: w - (rate * momentum) / (Math.sqrt(v['amsgrad'] ? velocityHat : velocity) + num(v, 'epsilon')),
    slots: { momentum, velocity, velocity_hat: velocityHat },
  };
}
