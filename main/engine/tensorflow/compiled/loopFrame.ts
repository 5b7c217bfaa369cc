import { dataTypes, text, type Attr } from './graphProto.ts';
import type { GraphWriter } from './graphWriter.ts';

/** TensorFlow's number for the type of a list of tensors. */
export const variant = 21;

/** A value that a loop carries from turn to turn: TensorFlow's number of its type, and what it begins as. */
export interface Carried {
  readonly type: number;
  readonly first: string;
}

const enterAttributes = (type: number, frame: string, constant: boolean): Readonly<Record<string, Attr>> => ({
  T: { type },
  frame_name: text(frame),
  is_constant: { b: constant },
  parallel_iterations: { i: 1 },
});

/**
 * The inside of a loop of a graph, or (without a parent) its outside. Nodes inside may read nodes inside only: what comes from outside is brought in,
 * once. The loop is the one of TensorFlow's executor (Enter, Merge, Switch, NextIteration, Exit), to which a While of functions is brought too.
 */
export class LoopFrame {
  readonly #writer: GraphWriter;
  readonly #parent: LoopFrame | null;
  readonly #name: string;
  readonly #inside = new Set<string>();
  readonly #brought = new Map<string, string>();

  constructor(writer: GraphWriter, parent: LoopFrame | null = null, name = '') {
    this.#writer = writer;
    this.#parent = parent;
    this.#name = name;
  }

  /** A node inside; its inputs are inside too. */
  node(op: string, inputs: readonly string[], attr: Readonly<Record<string, Attr>>): string {
    const name = this.#writer.node(this.#writer.fresh('l'), op, inputs, attr);
    this.#inside.add(name);
    return name;
  }

  /** Another output of a node inside. */
  output(name: string, at: number): string {
    const own = at === 0 ? name : `${name}:${at}`;
    this.#inside.add(own);
    return own;
  }

  /** What stands inside for a tensor of this frame or one around it. */
  bring(name: string, type: number): string {
    if (this.#parent === null || this.#inside.has(name)) return name;
    const before = this.#brought.get(name);
    if (before !== undefined) return before;
    const entered = this.node('Enter', [this.#parent.bring(name, type)], enterAttributes(type, this.#name, true));
    this.#brought.set(name, entered);
    return entered;
  }

  /** A whole number inside. */
  int(value: number): string {
    return this.ints([], [value]);
  }

  ints(shape: readonly number[], values: readonly number[]): string {
    return this.bring(this.#writer.constant(this.#writer.fresh('c'), 'int32', shape, Int32Array.from(values)), dataTypes.int32);
  }

  /**
   * A loop within this frame: while `holds` (a truth value) of the carried values, `turn` makes the next ones. Gives what they are in the end.
   */
  loop(
    carried: readonly Carried[],
    holds: (frame: LoopFrame, now: readonly string[]) => string,
    turn: (frame: LoopFrame, now: readonly string[]) => readonly string[],
  ): readonly string[] {
    const writer = this.#writer;
    const name = writer.fresh('loop');
    const frame = new LoopFrame(writer, this, name);
    const next = (at: number): string => `${name}/next${at}`;
    const merges = carried.map(({ type, first }, at) => {
      const enter = frame.node('Enter', [first], enterAttributes(type, name, false));
      return frame.node('Merge', [enter, next(at)], { T: { type }, N: { i: 2 } });
    });
    const goesOn = frame.node('LoopCond', [holds(frame, merges)], {});
    const switches = carried.map(({ type }, at) => frame.node('Switch', [merges[at] ?? '', goesOn], { T: { type } }));
    const now = carried.map(({ type }, at) => frame.node('Identity', [`${switches[at] ?? ''}:1`], { T: { type } }));
    const made = turn(frame, now);
    carried.forEach(({ type }, at) => writer.node(next(at), 'NextIteration', [made[at] ?? ''], { T: { type } }));
    return carried.map(({ type }, at) => this.node('Exit', [switches[at] ?? ''], { T: { type } }));
  }
}
