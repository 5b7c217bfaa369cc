import { flag, list, numbers } from './alternatives/alternative.ts';
import type { GraphOp, ShapeOf } from './graphOp.ts';

/** An operation that does what another and the only one that uses its result do; null where there is none. `tensor`: the result as the next is given it. */
export type Absorb = (op: GraphOp, next: GraphOp, between: { readonly tensor: number; readonly shapeOf: ShapeOf }) => GraphOp | null;

/** How a sum of two tensors is called. */
export const sums: ReadonlySet<string> = new Set(['Add', 'AddV2']);

const bias: Absorb = (op, next) => {
  const [, added] = next.inputs;
  if (next.kernel !== 'BiasAdd' || added === undefined || ['biases', 'norms', 'addends', 'relu'].some((done) => op.attr[done])) return null;
  return { ...op, attr: { ...op.attr, biases: { i: 1 } }, inputs: [...op.inputs, added], outputs: next.outputs, shape: next.shape };
};

/** A batch normalization with moments that stand fixed. */
const norm: Absorb = (op, next) => {
  const [, gamma, beta, mean, variance] = next.inputs;
  const { epsilon, is_training: training } = next.attr;
  if (next.kernel !== 'FusedBatchNormV3' || flag(training) || !epsilon || ['norms', 'addends', 'relu'].some((done) => op.attr[done]))
    return null;
  const moments = [gamma, beta, mean, variance].filter((id) => id !== undefined);
  return {
    ...op,
    attr: { ...op.attr, norms: { i: moments.length }, epsilon },
    inputs: [...op.inputs, ...moments],
    outputs: next.outputs.slice(0, 1),
    shape: next.shape,
  };
};

/** Another tensor of the same shape: what goes around a residual block. */
const addend: Absorb = (op, next, { tensor, shapeOf }) => {
  const other = next.inputs.find((id) => id !== tensor);
  if (!sums.has(next.kernel) || other === undefined || ['addends', 'relu', 'pool'].some((done) => op.attr[done])) return null;
  if (shapeOf(other)?.join() !== op.shape.join() || next.shape.join() !== op.shape.join()) return null;
  return { ...op, attr: { ...op.attr, addends: { i: 1 } }, inputs: [...op.inputs, other], outputs: next.outputs };
};

const relu: Absorb = (op, next) => {
  if (next.kernel !== 'Relu' || op.attr['relu'] || op.attr['pool']) return null;
  return { ...op, attr: { ...op.attr, relu: { b: true } }, outputs: [...next.outputs, ...op.outputs.slice(1)], shape: next.shape };
};

/** A max pooling whose windows neither overlap nor reach beyond the picture. */
const pool: Absorb = (op, next) => {
  const { size, strides, pads } = next.attr;
  const [windows = [], steps = [], around = []] = [size, strides, pads].map((own) => numbers(own) ?? []);
  if (next.kernel !== 'NetloomMaxPool' || op.attr['pool'] || op.attr['addends'] || around.some((pad) => pad !== 0)) return null;
  if (windows.some((length, axis) => length > (steps[axis] ?? 0))) return null;
  return { ...op, attr: { ...op.attr, pool: list([...windows, ...steps]) }, outputs: next.outputs, shape: next.shape };
};

/** The gradient of a ReLU is zero where the ReLU gave zero: the gradient that it goes into looks for itself. */
const reluGradient: Absorb = ({ inputs: [gradient = -1, y = -1] }, next) => {
  const [, ...others] = next.inputs;
  if (next.kernel !== 'NetloomBatchNormGrad' || next.attr['masks']) return null;
  return { ...next, attr: { ...next.attr, masks: { i: 1 } }, inputs: [gradient, ...others, y] };
};

/** One number that bytes are multiplied with, or that is added to them. */
const scalar =
  (kernels: ReadonlySet<string>, attr: 'factors' | 'offsets'): Absorb =>
  (op, next, { tensor, shapeOf }) => {
    const number = next.inputs.find((id) => id !== tensor);
    if (!kernels.has(next.kernel) || number === undefined || shapeOf(number)?.length !== 0 || op.attr[attr] || op.attr['offsets'])
      return null;
    return { ...op, attr: { ...op.attr, [attr]: { i: 1 } }, inputs: [...op.inputs, number], outputs: next.outputs };
  };

const first =
  (...rules: readonly Absorb[]): Absorb =>
  (...given) =>
    rules.reduce<GraphOp | null>((found, rule) => found ?? rule(...given), null);

/** What an operation takes in of the one after it, by its kernel. */
export const absorptions: Readonly<Record<string, Absorb>> = {
  NetloomMatMul: first(bias, relu),
  NetloomConv2D: first(bias, norm, addend, relu, pool),
  NetloomBatchNorm: relu,
  NetloomRescale: first(scalar(new Set(['Mul']), 'factors'), scalar(sums, 'offsets')),
};

/** What goes into the operation after it, by its kernel. */
export const absorbed: Readonly<Record<string, Absorb>> = { ReluGrad: reluGradient };
