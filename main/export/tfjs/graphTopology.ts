import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { GraphConstant } from '../../engine/tensorflow/compiled/batchlessConstants.ts';
import type { ForwardGraph } from '../../engine/tensorflow/compiled/forwardGraph.ts';
import type { Attr, Node } from '../../engine/tensorflow/compiled/graphProto.ts';

/** The names that protocol buffers have for types when they are written as JSON, by TensorFlow's numbers. */
const typeNames: Readonly<Record<number, string>> = { 1: 'DT_FLOAT', 3: 'DT_INT32', 4: 'DT_UINT8', 10: 'DT_BOOL' };

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface GraphModel {
  readonly topology: { readonly node: readonly Json[]; readonly versions: Json };
  /** Which tensors are fed and given, by name. */
  readonly signature: { readonly inputs: Json; readonly outputs: Json };
  readonly weights: readonly GraphConstant[];
}

/** A graph in the graph-model format of TF.js: a GraphDef as JSON, whose Const nodes find their numbers among the weights. */
export function graphTopology(plan: TrainPlan, { nodes, constants, inputs, outputs }: ForwardGraph): GraphModel {
  const place = (node: string, shape: readonly (number | null)[]): Json => ({
    name: `${node}:0`,
    dtype: 'DT_FLOAT',
    tensorShape: shapeJson([-1, ...shape.map((length) => length ?? -1)]),
  });
  return {
    topology: { node: nodes.map(nodeJson), versions: { producer: 1994, minConsumer: 12 } },
    signature: {
      inputs: Object.fromEntries(plan.inputs.map(({ name, spec }, at) => [name, place(inputs[at] ?? name, spec.shape)])),
      outputs: Object.fromEntries(plan.heads.map(({ name, spec }, at) => [name, place(outputs[at] ?? name, spec.shape)])),
    },
    weights: constants,
  };
}

// 64-bit numbers are text in the JSON of protocol buffers.
const shapeJson = (shape: readonly number[]): Json => ({ dim: shape.map((size) => ({ size: String(size) })) });

const nodeJson = ({ name, op, input, attr }: Node): Json => ({
  name,
  op,
  ...(input.length > 0 && { input: [...input] }),
  attr: Object.fromEntries(Object.entries(attr).map(([key, value]) => [key, attrJson(value)])),
});

function attrJson(attr: Attr): Json {
  if ('type' in attr) return { type: typeNames[attr.type] ?? attr.type };
  if ('i' in attr) return { i: String(attr.i) };
  if ('f' in attr) return { f: attr.f };
  if ('b' in attr) return { b: attr.b };
  if ('s' in attr) return { s: Buffer.from(attr.s).toString('base64') };
  if ('shape' in attr) return { shape: shapeJson(attr.shape.dim.map(({ size }) => size)) };
  if ('list' in attr) return { list: { i: attr.list.i.map(String) } };
  throw new Error('a constant holds its numbers in the graph');
}
