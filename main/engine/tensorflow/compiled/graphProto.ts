import protobuf from 'protobufjs';

/* The part of TensorFlow's protocol buffers that a graph needs (tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape}.proto and core/protobuf/{saved_model,config}.proto). */
const field = (type: string, id: number, rule?: 'repeated'): Readonly<Record<string, unknown>> => ({ type, id, ...(rule ? { rule } : {}) });
const root = protobuf.Root.fromJSON({
  nested: {
    Dim: { fields: { size: field('int64', 1) } },
    TensorShape: { fields: { dim: field('Dim', 2, 'repeated') } },
    Tensor: { fields: { dtype: field('int32', 1), tensorShape: field('TensorShape', 2), tensorContent: field('bytes', 4) } },
    List: { fields: { i: { ...field('int64', 3, 'repeated'), options: { packed: true } } } },
    Attr: {
      fields: {
        list: field('List', 1),
        s: field('bytes', 2),
        i: field('int64', 3),
        f: field('float', 4),
        b: field('bool', 5),
        type: field('int32', 6),
        shape: field('TensorShape', 7),
        tensor: field('Tensor', 8),
      },
      // Members of one choice are written even when they are 0 or false.
      oneofs: { value: { oneof: ['list', 's', 'i', 'f', 'b', 'type', 'shape', 'tensor'] } },
    },
    Node: {
      fields: {
        name: field('string', 1),
        op: field('string', 2),
        input: field('string', 3, 'repeated'),
        attr: { keyType: 'string', type: 'Attr', id: 5 },
      },
    },
    Versions: { fields: { producer: field('int32', 1), minConsumer: field('int32', 2) } },
    Graph: { fields: { node: field('Node', 1, 'repeated'), versions: field('Versions', 4) } },
    MetaInfo: { fields: { tags: field('string', 4, 'repeated') } },
    MetaGraph: { fields: { metaInfoDef: field('MetaInfo', 1), graphDef: field('Graph', 2) } },
    ConfigProto: { fields: { intraOpParallelismThreads: field('int32', 2), interOpParallelismThreads: field('int32', 5) } },
    SavedModel: { fields: { savedModelSchemaVersion: field('int64', 1), metaGraphs: field('MetaGraph', 2, 'repeated') } },
  },
} as protobuf.INamespace);

/** TensorFlow's numbers for the types that are used here (tensorflow/core/framework/types.proto). */
export const dataTypes = { float32: 1, int32: 3, uint8: 4, bool: 10, uint64: 23 } as const;

interface ShapeMessage {
  readonly dim: readonly { readonly size: number }[];
}
/** An attribute of a node: exactly one of these. */
export type Attr =
  | { readonly type: number }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly s: Uint8Array }
  | { readonly shape: ShapeMessage }
  | { readonly list: { readonly i: readonly number[] } }
  | { readonly tensor: { readonly dtype: number; readonly tensorShape: ShapeMessage; readonly tensorContent: Uint8Array } };
export interface Node {
  readonly name: string;
  readonly op: string;
  /** `node`, `node:1` for another output, `^node` for one that only has to come first. */
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attr>>;
}

export const shapeMessage = (shape: readonly number[]): ShapeMessage => ({ dim: shape.map((size) => ({ size })) });
export const text = (value: string): Attr => ({ s: Buffer.from(value) });

const graphMessage = (nodes: readonly Node[]) => ({ node: nodes, versions: { producer: 1994, minConsumer: 12 } });

/** The bytes of a GraphDef. */
export function encodeGraph(nodes: readonly Node[]): Uint8Array {
  const type = root.lookupType('Graph');
  return type.encode(type.create(graphMessage(nodes))).finish();
}

/** The bytes of saved_model.pb: the one way in which the stock binding takes a graph. */
export function encodeSavedModel(nodes: readonly Node[]): Uint8Array {
  const type = root.lookupType('SavedModel');
  const graphDef = graphMessage(nodes);
  return type.encode(type.create({ savedModelSchemaVersion: 1, metaGraphs: [{ metaInfoDef: { tags: ['serve'] }, graphDef }] })).finish();
}

/** The bytes of a ConfigProto: how many threads an operation may use, and how many operations may run at once. */
export function encodeConfig(threads: {
  readonly intraOpParallelismThreads: number;
  readonly interOpParallelismThreads: number;
}): Uint8Array {
  const type = root.lookupType('ConfigProto');
  return type.encode(type.create(threads)).finish();
}
