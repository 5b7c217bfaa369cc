import { dataTypes, shapeMessage, text, type Attr, type Node } from './graphProto.ts';

export type GraphType = keyof typeof dataTypes;

/** Numbers that have one value, written as a Fill from this many on: a graph of kilobytes instead of megabytes. */
const fillFrom = 16;

/** Collects the nodes of a graph. Each method gives the name of its first output. */
export class GraphWriter {
  readonly nodes: Node[] = [];
  #count = 0;

  /** A name that no other node has. */
  fresh(prefix: string): string {
    this.#count++;
    return `${prefix}${this.#count}`;
  }

  node(name: string, op: string, input: readonly string[], attr: Readonly<Record<string, Attr>>): string {
    this.nodes.push({ name, op, input, attr });
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

  /** A resource variable: its handle, its value read at the start of a run, and a way to set it from outside. */
  variable(name: string, shape: readonly number[]): Variable {
    const dtype = { type: dataTypes.float32 };
    const handle = this.node(name, 'VarHandleOp', [], {
      dtype,
      shape: { shape: shapeMessage(shape) },
      shared_name: text(name),
      container: text(''),
    });
    const read = this.node(`${name}/read`, 'ReadVariableOp', [handle], { dtype });
    const value = this.placeholder(`${name}/value`, 'float32', shape);
    const assign = this.node(`${name}/assign`, 'AssignVariableOp', [handle, value], { dtype });
    return { handle, read, value, assign };
  }
}

export interface Variable {
  readonly handle: string;
  readonly read: string;
  readonly value: string;
  readonly assign: string;
}
