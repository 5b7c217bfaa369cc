import type { Params, Values, ValuesOf } from './params.ts';

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
  /** How Keras and TF.js call it. */
  readonly keras: KerasName;
  /** Values to try besides the defaults: each is compared with the reference and between the engines. A block has `cases` with shapes instead. */
  readonly variants?: readonly Values[];
}

export interface KerasName {
  /** Class, or function name, in Keras: `GlorotUniform`, `Adam`, `relu`. */
  readonly name: string;
  /** Arguments whose Keras name is not ours in snake_case. */
  readonly args?: Readonly<Record<string, string>>;
  /** False where TF.js has no class of this name: what holds it cannot be exported as a layers model. */
  readonly stock?: boolean;
  /** Python that defines `name`, where Keras has nothing like it: `keras` and `numpy` (as `np`) are imported already. */
  readonly source?: string;
}

/** A value as its own item sees it; the parser has checked it. */
export type ItemValues<I> = I extends Item<infer P> ? ValuesOf<P> : never;
