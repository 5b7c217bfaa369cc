import type { LackedArgument } from './notHere.ts';
import type { Params, Value, Values, ValuesOf } from './params.ts';

/** What every entry of every list of the catalogue says of itself. */
export interface Item<P extends Params = Params> {
  /** Name in files and code, camelCase as in TF.js: `glorotUniform`. */
  readonly kind: string;
  /** Name in the window: `Glorot uniform`. */
  readonly title: string;
  /** One line: what it does and when to take it. */
  readonly summary: string;
  /** The formula, as text. */
  readonly formula?: string;
  readonly params: P;
  readonly rules?: readonly Rule<P>[];
  /** How Keras and TF.js call it. */
  readonly keras: KerasName;
  /** Values to try besides the defaults: each is compared with the reference and between the engines. A block has `cases` with shapes instead. */
  readonly variants?: readonly Values[];
}

/** Plain data as Keras and TF.js write it in a config. */
export type KerasValue = number | string | boolean | null | readonly KerasValue[] | { readonly [key: string]: KerasValue };
/** An object of Keras: its class and its constructor's arguments. */
export type KerasObject = { readonly class_name: string; readonly config: Readonly<Record<string, KerasValue>> };

/** A condition between parameters; `message` names the fix. */
export interface Rule<P extends Params> {
  holds(values: ValuesOf<P>): boolean;
  readonly param: keyof P & string;
  readonly message: string;
}

export interface KerasName {
  /** Class, or function name, in Keras: `GlorotUniform`, `Adam`, `relu`. */
  readonly name: string;
  /** Arguments whose Keras name is not ours in snake_case. */
  readonly args?: Readonly<Record<string, string>>;
  /** Values that Keras writes in another way, by parameter; null leaves the argument out. */
  readonly write?: Readonly<Record<string, (value: Value) => KerasValue>>;
  /**
   * False where TF.js has no class of this name: what holds it is exported as a graph and not as layers. 'passes' where it has none and needs none,
   * since the block does nothing when it predicts.
   */
  readonly stock?: boolean | 'passes';
  /** Weights that TF.js calls otherwise than Keras. */
  readonly stockWeights?: Readonly<Record<string, string>>;
  /** Arguments of Keras's class that there is no field for. */
  readonly lacks?: readonly LackedArgument[];
  /** Layers within Keras's layer that hold its weights, as paths of attributes, in the order of the weights; absent = the layer holds them itself. */
  readonly parts?: readonly string[];
  /** What Keras makes of the layer for these values: one layer around another. */
  readonly wrap?: (own: KerasObject, values: Values) => KerasObject;
  /** Parameters that Keras takes when a layer is called and not when it is made, with their names there. */
  readonly callArgs?: Readonly<Record<string, string>>;
  /** Arguments that Keras needs besides, always the same. */
  readonly also?: Readonly<Record<string, KerasValue>>;
  /** Python that defines `name`, where Keras has nothing like it: `keras` and `numpy` (as `np`) are imported already. */
  readonly source?: string;
  /** Whether Keras and TF.js have `name` all the same, for the default values: `source` is for others then. */
  readonly stockDefaults?: boolean;
}

/** A value as its own item sees it; the parser has checked it. */
export type ItemValues<I> = I extends Item<infer P> ? ValuesOf<P> : never;
