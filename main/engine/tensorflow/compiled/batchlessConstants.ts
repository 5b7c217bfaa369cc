import { required } from '../../lower/lowering.ts';
import { dataTypes, type Node } from './graphProto.ts';
import type { GraphType } from './graphWriter.ts';
import type { RecordedConstant } from './recorder.ts';
import { NotRecordable, typeNames } from './writeRecording.ts';

/** Numbers that a graph holds, by the name of their Const node. */
export interface GraphConstant {
  readonly name: string;
  readonly type: GraphType;
  readonly shape: readonly number[];
  readonly numbers: Float32Array | Int32Array | Uint8Array;
}
/** Numbers up to which equal constants become one. */
const mostShared = 64;
const int32 = { type: dataTypes.int32 };

/** How a number grows with the batch: `slope` for each example, from `base` on. Found from batches of 2 and of 3. */
interface Growth {
  readonly slope: number;
  readonly base: number;
}
const growthOf = (ofTwo: number, ofThree: number): Growth => ({ slope: ofThree - ofTwo, base: ofTwo - 2 * (ofThree - ofTwo) });
const still = ({ slope }: Growth): boolean => slope === 0;

/**
 * Constants of a graph that takes any batch: each is given as it was recorded with a batch of 2 and with one of 3. What is the same in both is a
 * constant; lengths that grow are computed from the size of the first input, and equal rows repeated so many times.
 */
export class BatchlessConstants {
  readonly #input: string;
  readonly #nodes: Node[];
  readonly #constants: GraphConstant[];
  readonly #shared = new Map<string, string>();
  #count = 0;
  #batch: string | null = null;

  constructor(input: string, nodes: Node[], constants: GraphConstant[]) {
    this.#input = input;
    this.#nodes = nodes;
    this.#constants = constants;
  }

  /** A constant of its own, by this name. */
  hold(name: string, type: GraphType, shape: readonly number[], numbers: GraphConstant['numbers']): string {
    this.#nodes.push({ name, op: 'Const', input: [], attr: { dtype: { type: dataTypes[type] } } });
    this.#constants.push({ name, type, shape, numbers });
    return name;
  }

  /** The name of what stands for both. `reshapes` when it is the shape that a Reshape wants. */
  write(ofTwo: RecordedConstant, ofThree: RecordedConstant, reshapes: boolean): string {
    const type = typeNames.get(ofTwo.dtype);
    if (type === undefined || ofTwo.dtype !== ofThree.dtype) throw new NotRecordable(`a constant has the type ${ofTwo.dtype}`);
    const sameShape = ofTwo.shape.join() === ofThree.shape.join();
    if (sameShape && ofTwo.numbers.every((value, at) => Object.is(value, ofThree.numbers[at])))
      return this.#shareable(type, ofTwo.shape, ofTwo.numbers);
    if (sameShape && type === 'int32' && ofTwo.shape.length <= 1) {
      const growths = [...ofTwo.numbers].map((value, at) => growthOf(value, ofThree.numbers[at] ?? 0));
      if (ofTwo.shape.length === 0) return this.#grown(required(growths[0], 'a number'));
      const growing = growths.filter((growth) => !still(growth));
      // A Reshape finds one length by itself, where no other is left to it and none is 0.
      if (reshapes && growing.length === 1 && growing[0]?.base === 0 && growths.every((growth) => !still(growth) || growth.base > 0))
        return this.#vector(growths.map((growth) => (still(growth) ? growth.base : -1)));
      return this.#lengths(growths);
    }
    if (!sameShape && ofTwo.shape.length === ofThree.shape.length) return this.#repeated(type, ofTwo, ofThree);
    throw new NotRecordable('a constant changes with the size of the batch');
  }

  #shareable(type: GraphType, shape: readonly number[], numbers: GraphConstant['numbers']): string {
    const key = numbers.length <= mostShared ? `${type}/${shape.join()}/${[...numbers].join()}` : null;
    const found = key === null ? undefined : this.#shared.get(key);
    if (found !== undefined) return found;
    const name = this.hold(this.#fresh('c'), type, shape, numbers);
    if (key !== null) this.#shared.set(key, name);
    return name;
  }

  /** A constant whose shape grows: one number everywhere, or equal rows. */
  #repeated(type: GraphType, ofTwo: RecordedConstant, ofThree: RecordedConstant): string {
    const growths = ofTwo.shape.map((length, at) => growthOf(length, ofThree.shape[at] ?? 0));
    const [first] = ofTwo.numbers;
    const even = (numbers: GraphConstant['numbers']): boolean => numbers.every((value) => Object.is(value, first));
    if (even(ofTwo.numbers) && even(ofThree.numbers)) {
      const value = this.#shareable(type, [], ofTwo.numbers.slice(0, 1));
      return this.#node('Fill', [this.#lengths(growths), value], { T: { type: dataTypes[type] }, index_type: int32 });
    }
    const [rows, ...others] = growths;
    const width = ofTwo.numbers.length / 2;
    const row = ofTwo.numbers.slice(0, width);
    const equalRows = (numbers: GraphConstant['numbers']): boolean => numbers.every((value, at) => Object.is(value, row[at % width]));
    if (rows?.base !== 0 || !others.every(still) || !equalRows(ofTwo.numbers) || !equalRows(ofThree.numbers))
      throw new NotRecordable('a constant changes with the size of the batch');
    const once = this.#shareable(type, [rows.slope, ...ofTwo.shape.slice(1)], row);
    const times = [{ slope: 1, base: 0 }, ...others.map(() => ({ slope: 0, base: 1 }))];
    return this.#node('Tile', [once, this.#lengths(times)], { T: { type: dataTypes[type] }, Tmultiples: int32 });
  }

  #vector(numbers: readonly number[]): string {
    return this.#shareable('int32', [numbers.length], Int32Array.from(numbers));
  }

  #lengths(growths: readonly Growth[]): string {
    if (growths.every(still)) return this.#vector(growths.map(({ base }) => base));
    const key = `lengths/${JSON.stringify(growths)}`;
    const found = this.#shared.get(key);
    if (found !== undefined) return found;
    const parts = growths.map((growth) => this.#grown(growth));
    const name = this.#node('Pack', parts, { T: int32, N: { i: parts.length }, axis: { i: 0 } });
    this.#shared.set(key, name);
    return name;
  }

  #grown({ slope, base }: Growth): string {
    const number = (value: number): string => this.#shareable('int32', [], Int32Array.of(value));
    if (slope === 0) return number(base);
    const scaled = slope === 1 ? this.#size() : this.#node('Mul', [this.#size(), number(slope)], { T: int32 });
    return base === 0 ? scaled : this.#node('AddV2', [scaled, number(base)], { T: int32 });
  }

  /** The size of the batch: the first length of the first input. */
  #size(): string {
    if (this.#batch !== null) return this.#batch;
    const shape = this.#node('Shape', [this.#input], { T: { type: dataTypes.float32 }, out_type: int32 });
    const [from, to] = [this.#vector([0]), this.#vector([1])];
    const masks = {
      begin_mask: { i: 0 },
      end_mask: { i: 0 },
      ellipsis_mask: { i: 0 },
      new_axis_mask: { i: 0 },
      shrink_axis_mask: { i: 1 },
    };
    this.#batch = this.#node('StridedSlice', [shape, from, to, to], { T: int32, Index: int32, ...masks });
    return this.#batch;
  }

  #node(op: string, input: readonly string[], attr: Node['attr']): string {
    const name = this.#fresh('b');
    this.#nodes.push({ name, op, input, attr });
    return name;
  }

  #fresh(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }
}
