import type { Tensor } from '@tensorflow/tfjs-core';
import type { Block } from '../../../shared/catalogue/block.ts';
import type { ItemValue, Params, ValuesOf } from '../../../shared/catalogue/params.ts';
import type { Ops } from '../ops/ops.ts';

/** What an activation is given, before it is applied. */
export interface Given {
  readonly x: Tensor;
  readonly activation: ItemValue;
  /** The numbers of it that are learned, by name. */
  readonly learned: Weights;
  /** 1 where a step of `x` counts and 0 where it only fills up [batch, steps, 1]; null = all count. */
  readonly counts: Tensor | null;
}

/** What a block's mathematics may use besides its inputs. */
export interface LowerContext {
  readonly training: boolean;
  readonly ops: Ops;
  /** Uniform numbers in [0, 1) of this step, from a stream of the layer, or of a seed of its own: the same on every engine. */
  random(stream: string, shape: readonly number[], seed?: number): Tensor;
  /** New value of a weight that training does not move by gradient (a moving average); takes effect after the step. */
  update(weight: string, value: Tensor): void;
  /** 1 where a step of the sequence at a port counts and 0 where it only fills up [batch, steps]; null or absent = all count. */
  mask?(port: string): Tensor | null;
  /** Hears what an activation is given that works inside the block and is not the last thing done to what comes out; absent = nobody looks. */
  observe?: ((given: Given) => void) | undefined;
  /** The mask of what the block gives, where it makes one; else that of what it is given. */
  setMask?(mask: Tensor): void;
}

export type Tensors = Readonly<Record<string, readonly Tensor[]>>;
export type Weights = Readonly<Record<string, Tensor>>;

/** What a block computes: tensors with the batch axis in front, outputs by port. */
export type Lowering<P extends Params = Params> = (
  inputs: Tensors,
  weights: Weights,
  values: ValuesOf<P>,
  context: LowerContext,
) => Readonly<Record<string, Tensor>>;

/** The mathematics of `block`, its values typed by the block's declaration. */
export function defineLowering<P extends Params>(_block: Block<P>, lowering: Lowering<P>): Lowering<P> {
  return lowering;
}

/** The one tensor of a port, or the weight of a name; the plan guarantees that it is there. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} is missing in the plan`);
  return value;
}
export const one = (inputs: Tensors, port = 'x'): Tensor => required(inputs[port]?.[0], `the input "${port}"`);
