import type { Item, KerasValue } from './item.ts';
import type { Params, Values, ValuesOf } from './params.ts';

/** A function of one number, used inside a block (`activation`) or as the Activation block. */
export interface Activation<P extends Params = Params> extends Item<P> {
  /** The function itself for drawing it, where it is one of a single number. */
  curve?(x: number, values: ValuesOf<P>): number;
  /** The function itself for drawing it, where each number that comes out depends on all of a row: softmax. */
  mixes?(row: readonly number[]): readonly number[];
  /** Why it cannot be applied to a tensor of this shape (without the batch), with a fix, in words; null when it can. By default every one can. */
  fits?(shape: readonly (number | null)[], values: ValuesOf<P>): string | null;
  /** Numbers of it that are weights of the layer it stands in, with what each starts from, by name: trained with that layer. None by default. */
  learns?(values: ValuesOf<P>): Readonly<Record<string, number>>;
  /** Class of a layer in Keras that holds those weights, which `keras.source` defines; its arguments are the numbers they start from. */
  readonly kerasLayer?: string;
}

/** How a weight starts. `sample` is its mathematics: plain TypeScript, the same numbers on every engine. */
export interface Initializer<P extends Params = Params> extends Item<P> {
  /** Why a weight of this shape cannot start so, with a fix, in words; null when it can. By default every shape can. */
  fits?(shape: readonly number[]): string | null;
  /**
   * Fills a weight of `shape`. `fan` = [fanIn, fanOut] as Keras computes them; `random` gives uniform numbers in [0, 1) and
   * normal ones from the weight's own stream.
   */
  sample(shape: readonly number[], fan: readonly [number, number], values: ValuesOf<P>, random: RandomSource): Float32Array;
}

/** A penalty that the loss pays for what a weight, or an output, is. What it computes is `main/engine/regularizers/<kind>.ts`. */
export interface Regularizer<P extends Params = Params> extends Item<P> {
  /** Why a weight of this shape cannot be penalized so, with a fix, in words; null when it can. By default every shape can. */
  fits?(shape: readonly number[], values: ValuesOf<P>): string | null;
}

/** What a weight is brought to after every step. What it computes is `main/engine/constraints/<kind>.ts`. */
export interface Constraint<P extends Params = Params> extends Item<P> {
  /** As of a regularizer. */
  fits?(shape: readonly number[], values: ValuesOf<P>): string | null;
}

export interface RandomSource {
  /** The next number, uniform in [0, 1). */
  uniform(): number;
  /** The next number of the standard normal distribution. */
  normal(): number;
}

/**
 * How a target column is given to a loss: `index` = the class as int32 [batch, 1]; `oneHot` = float32 [batch, classes];
 * `binary` = 0 or 1, and `values` = numbers, float32 [batch, ...column shape]; `none` = it is given nothing: the prediction alone says how good it is.
 */
export type TargetEncoding = 'index' | 'oneHot' | 'binary' | 'values' | 'none';

/** The last activation that a loss knows how to fold in, for a stable computation from logits. */
export type FromLogits = 'softmax' | 'sigmoid' | null;

export interface Loss<P extends Params = Params> extends Item<P> {
  /** Its title where there is little room, on the Output's face. */
  readonly short: string;
  readonly target: TargetEncoding;
  /** The activation of the head that it computes together with, from logits. */
  readonly foldsIn: FromLogits;
  /** The activation that a head under it should end in, where it must not give every number. */
  readonly suits?: string;
  /** Whether it is one number for all examples of a batch, so that a weight of one of them weighs all. */
  readonly wholeBatch?: (values: Values) => boolean;
}

export interface Metric<P extends Params = Params> extends Item<P> {
  /** Larger is better (accuracy) or smaller (losses): which epoch is best. */
  readonly better: 'larger' | 'smaller';
  /** Shown as a percentage. */
  readonly percent?: boolean;
  /** It is no mean over examples: an epoch adds up what each batch gives. As in Keras it counts every step of a sequence, filled-up ones too. */
  readonly keepsSums?: boolean;
  /** Targets that it can be compared with; by default any. */
  readonly targets?: readonly TargetEncoding[];
  /** Why it cannot be taken of a head of this width, with a fix, in words; null when it can. */
  fits?(width: number, values: ValuesOf<P>): string | null;
  /** The loss that it is, where it is one. */
  readonly watches?: string;
  /** Keras's takes class numbers as they are; others want rows of 0 and 1. */
  readonly takesClasses?: boolean;
  /** Arguments of Keras's that follow from the head's width. */
  ofHead?(width: number): Readonly<Record<string, KerasValue>>;
}

/** What can be told of each layer at the end of an epoch. What it computes is `main/engine/watches/<kind>.ts`. */
export interface Watch<P extends Params = Params> extends Item<P> {
  /** Shown as a percentage. */
  readonly percent: boolean;
  /** What it looks at: the kernels of a layer as they are, or what happens in it while a batch goes forth and back. */
  readonly of: 'weights' | 'step';
}

/** A column of a data set, as the studio sees it. */
export interface Column {
  readonly name: string;
  readonly role: 'feature' | 'target';
  /** Shape of one value. */
  readonly shape: readonly number[];
  /** `image`: pixels 0..255; `number`: any; `class`: an index into `classes`. */
  readonly type: 'image' | 'number' | 'class';
  readonly classes?: readonly string[];
  /** What the numbers stand for, where each is the place of a sign in a list: `0` for the first. */
  readonly tokens?: readonly string[];
  /** Numbers from 0 to 1, so that each can be told as yes or no. */
  readonly fractions?: boolean;
  /** What each of its numbers is called, where they have names of their own. */
  readonly parts?: readonly string[];
}

/** Where the rows of a data set lie while a model trains: `automatic` = in memory, or on disk where they are too large for the memory of the machine. */
export type Reading = 'automatic' | 'memory' | 'disk';

export interface Dataset<P extends Params = Params> extends Item<P> {
  /** Its columns: of a data set of the user's they follow from what was found in the files. */
  columns(values: ValuesOf<P>): readonly Column[];
  /** Why there is nothing to train on yet, with a fix, in words; null when there is. By default there always is. */
  lacks?(values: ValuesOf<P>): string | null;
  /** Where its rows lie while a model trains; in memory by default. */
  reading?(values: ValuesOf<P>): Reading;
  /** Of the user's files: Python that reads them where they lie, and defines `columns`, the rows of each column by its name. `np` and `Path` are imported already. */
  inPython?(values: ValuesOf<P>): string;
  /** Examples in it; `test` where it brings a test set of its own. */
  size(values: ValuesOf<P>): { readonly train: number; readonly test: number };
  /** Where it comes from, and its licence. */
  readonly source: string;
}

export const defineActivation = <P extends Params>(item: Activation<P>): Activation<P> => item;
export const defineInitializer = <P extends Params>(item: Initializer<P>): Initializer<P> => item;
export const defineRegularizer = <P extends Params>(item: Regularizer<P>): Regularizer<P> => item;
export const defineConstraint = <P extends Params>(item: Constraint<P>): Constraint<P> => item;
export const defineLoss = <P extends Params>(item: Loss<P>): Loss<P> => item;
export const defineMetric = <P extends Params>(item: Metric<P>): Metric<P> => item;
export const defineWatch = <P extends Params>(item: Watch<P>): Watch<P> => item;
export const defineDataset = <P extends Params>(item: Dataset<P>): Dataset<P> => item;
