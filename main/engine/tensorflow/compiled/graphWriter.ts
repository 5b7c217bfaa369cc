import { dataTypes, shapeMessage, text, type Attr, type Node } from './graphProto.ts';

export type GraphType = keyof typeof dataTypes;

/** Numbers that have one value, written as a Fill from this many on: a graph of kilobytes instead of megabytes. */
const fillFrom = 16;

/** A value of a graph that stays between its runs: its handle, its value read at the start of a run, and a way to set it from outside. */
export interface Variable {
  readonly type: GraphType;
  readonly shape: readonly number[];
  readonly handle: string;
  readonly read: string;
  readonly value: string;
  readonly assign: string;
}

/** What a graph is made of, or what it grows by. */
export interface GraphPart {
  readonly nodes: readonly Node[];
  readonly variables: readonly Variable[];
}

/** The node of an input: `node`, `node:1` or `^node`. */
export const nodeOf = (input: string): string => input.replace(/^\^/, '').replace(/:\d+$/, '');

/** Collects the nodes of a graph. Each method gives the name of its first output. */
export class GraphWriter {
  #nodes: Node[] = [];
  #variables: Variable[] = [];
  #count = 0;

  /** What has been written since the last taking. */
  take(): GraphPart {
    const part = { nodes: this.#nodes, variables: this.#variables };
    this.#nodes = [];
    this.#variables = [];
    return part;
  }

  /** A name that no other node has. */
  fresh(prefix: string): string {
    this.#count++;
    return `${prefix}${this.#count}`;
  }

  node(name: string, op: string, input: readonly string[], attr: Readonly<Record<string, Attr>>): string {
    this.#nodes.push({ name, op, input, attr });
    return name;
  }

  placeholder(name: string, type: GraphType, shape: readonly number[]): string {
    return this.node(name, 'Placeholder', [], { dtype: { type: dataTypes[type] }, shape: { shape: shapeMessage(shape) } });
  }

  constant(name: string, type: GraphType, shape: readonly number[], numbers: Float32Array | Int32Array | Uint8Array): string {
    const [first] = numbers;
    if (numbers.length >= fillFrom && numbers.every((number) => number === first)) {
      const dims = this.constant(`${name}/dims`, 'int32', [shape.length], Int32Array.from(shape));
      const value = this.constant(`${name}/value`, type, [], numbers.slice(0, 1));
      return this.node(name, 'Fill', [dims, value], { T: { type: dataTypes[type] }, index_type: { type: dataTypes.int32 } });
    }
    const tensorContent = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    const tensor = { dtype: dataTypes[type], tensorShape: shapeMessage(shape), tensorContent };
    return this.node(name, 'Const', [], { dtype: { type: dataTypes[type] }, value: { tensor } });
  }

  variable(name: string, shape: readonly number[], type: GraphType = 'float32'): Variable {
    const dtype = { type: dataTypes[type] };
    const handle = this.node(name, 'VarHandleOp', [], {
      dtype,
      shape: { shape: shapeMessage(shape) },
      shared_name: text(name),
      container: text(''),
    });
    const read = this.node(`${name}/read`, 'ReadVariableOp', [handle], { dtype });
    const value = this.placeholder(`${name}/value`, type, shape);
    const set = this.node(`${name}/set`, 'AssignVariableOp', [handle, value], { dtype });
    // Something to ask for, since an assignment itself gives nothing.
    const done = this.constant(`${name}/done`, 'int32', [], Int32Array.of(1));
    const assign = this.node(`${name}/assign`, 'Identity', [done, `^${set}`], { T: { type: dataTypes.int32 } });
    const variable = { type, shape, handle, read, value, assign };
    this.#variables.push(variable);
    return variable;
  }
}
