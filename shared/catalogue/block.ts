import type { Item, KerasObject } from './item.ts';
import type { ItemValue, Params, Values, ValuesOf } from './params.ts';
import type { TensorSpec } from './tensorSpec.ts';

/** Palette sections, in the order they are shown. Each has a colour of its own in the window. */
export const blockGroups = [
  { id: 'model', title: 'Model' },
  { id: 'core', title: 'Core' },
  { id: 'convolution', title: 'Convolution' },
  { id: 'pooling', title: 'Pooling' },
  { id: 'recurrent', title: 'Recurrent' },
  { id: 'attention', title: 'Words and attention' },
  { id: 'regularization', title: 'Regularization' },
  { id: 'augmentation', title: 'Augmentation' },
  { id: 'normalization', title: 'Normalization' },
  { id: 'reshaping', title: 'Reshaping' },
  { id: 'merging', title: 'Merging' },
  { id: 'activation', title: 'Activation' },
] as const;
export type BlockGroup = (typeof blockGroups)[number]['id'];

/** An input of a block. A variadic port takes any number of wires (Add), in their order. */
export interface InputPort {
  readonly name: string;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  /** Fewest wires of a variadic port. */
  readonly min?: number;
  /** Most wires of a variadic port. */
  readonly max?: number;
  /** Number of axes of one example it takes, where only one is right. */
  readonly rank?: number;
  readonly help?: string;
}
export interface OutputPort {
  readonly name: string;
}

/** Specs at the inputs: for each port the wires in order (one, unless the port is variadic). */
export type InputSpecs = Readonly<Record<string, readonly TensorSpec[]>>;
export type OutputSpecs = Readonly<Record<string, TensorSpec>>;

/**
 * What a weight is to its block, whatever its shape: a kernel multiplies what comes in, or is the table it is looked up in; a bias is added, a
 * scale stretches each number or bends its activation, and a statistic is measured and not trained. Only kernels pay the penalty of a whole model.
 */
export type WeightRole = 'kernel' | 'bias' | 'scale' | 'statistic';

/** A weight of a block: what it is called in Keras, its shape, how it starts, whether training moves it, and what holds it. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: ItemValue;
  readonly role: WeightRole;
  readonly trainable: boolean;
  /** What its parameters are called after: `kernel` of `kernelInitializer`. */
  readonly param?: string;
  /** What the loss pays for it while it is trained. */
  readonly regularizer?: ItemValue | null;
  /** What it is brought to after every step that moves it. */
  readonly constraint?: ItemValue | null;
  /** How many of it lie one after another on its first axis, one for each turn of a repeat; absent = it stands alone. */
  readonly stacked?: number;
  /** Parts of its only axis, one after another, that start in ways of their own. */
  readonly segments?: readonly { readonly length: number; readonly initializer: ItemValue }[];
}

/** An example that the block must satisfy: run by `checkBlock`. Shapes are without the batch axis. */
export interface BlockCase {
  readonly inputs: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** Its inputs are whole numbers below this. */
  readonly whole?: number;
  /** Its inputs are sequences whose last steps are filled up with zeros, behind a Masking. */
  readonly masked?: boolean;
  readonly values?: Values;
  readonly output: readonly number[];
  /** Number of weights, all together. */
  readonly weights: number;
}

/** Everything a block is. What it computes is `main/engine/lower/<kind>.ts`. */
export interface Block<P extends Params = Params> extends Item<P> {
  /** Raised when the meaning of the values changes; `migrations[v]` lifts values of version v to v + 1. */
  readonly version: number;
  readonly group: BlockGroup;
  /** It says how the model is put together and computes nothing itself: it has no mathematics, and no class in Keras. */
  readonly structure?: boolean;
  /** The only graphs it may stand in: the outermost one, or those of groups; absent = any. */
  readonly standsIn?: 'model' | 'group';
  /** What people call it besides, in lower case: found by a search, shown nowhere. */
  readonly searchWords?: readonly string[];
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  /** Specs of the outputs. Throws a `SpecProblem` whose message names a fix. Required ports are filled and ranks checked already. */
  infer(inputs: InputSpecs, values: ValuesOf<P>): OutputSpecs;
  /** Weights for these inputs, in Keras's order. */
  weights?(inputs: InputSpecs, values: ValuesOf<P>): readonly WeightSpec[];
  /** Whether its weights `mean` and `variance` are those of what arrives from the training examples, measured once before training. */
  adapts?(values: ValuesOf<P>): boolean;
  /** Frozen, it computes in training what it computes in a prediction, as Keras has it. */
  readonly predictsFrozen?: boolean;
  /** Whether, with these values, it drops or disturbs numbers by chance while it trains: what a prediction can leave on, to see how far it spreads. */
  drops?(values: ValuesOf<P>): boolean;
  /** Multiply-adds of one example's forward pass. */
  multiplyAdds?(inputs: InputSpecs, outputs: OutputSpecs, values: ValuesOf<P>): number;
  /** Numbers that one example leaves inside it for the way back, besides what it gives: the steps of a loop, the weights of an attention. */
  kept?(inputs: InputSpecs, values: ValuesOf<P>): number;
  /** Whether its `activation` works inside it and is not the last thing done to what comes out. */
  readonly activationInside?: boolean;
  /** Two or three telling values for the node's face: `32 filters, 3×3, relu`. */
  face?(values: ValuesOf<P>): string;
  /** Layers of Keras without weights that come before its own, where its own cannot say everything. */
  kerasBefore?(values: ValuesOf<P>): readonly KerasObject[];
  readonly cases: readonly BlockCase[];
  readonly migrations?: readonly ((values: Values) => Values)[];
}

/** Declares a block; only the types are narrowed, so that `values` in the functions are known. */
export function defineBlock<P extends Params>(block: Block<P>): Block<P> {
  return block;
}

/** A problem of shapes or values, found by a block about itself. `param` is the field to change. */
export class SpecProblem extends Error {
  readonly param: string | undefined;
  constructor(message: string, param?: string) {
    super(message);
    this.name = 'SpecProblem';
    this.param = param;
  }
}

/** The one wire of a port that is not variadic. */
export function only(inputs: InputSpecs, port: string): TensorSpec {
  const spec = inputs[port]?.[0];
  if (!spec) throw new SpecProblem(`nothing is connected to "${port}"`);
  return spec;
}

/** A length that must be known here (weights and windows need numbers). */
export function known(length: number | null | undefined, what: string): number {
  if (length === null || length === undefined) throw new SpecProblem(`${what} must be known here: give the Input a full shape`);
  return length;
}
