import type { Tensor } from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';

/** One weight's part of a step. */
export interface WeightStep {
  readonly weight: Tensor;
  readonly gradient: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
  /** The optimizer's hyper parameters now. */
  readonly hyper: Readonly<Record<string, number>>;
  /** Counts from 1. */
  readonly iteration: number;
}
export interface Stepped {
  readonly weight: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}
export type Update<P extends Params = Params> = (step: WeightStep, values: ValuesOf<P>) => Stepped;

/** The mathematics of `optimizer`, its values typed by the declaration. */
export function defineUpdate<P extends Params>(_optimizer: Optimizer<P>, update: Update<P>): Update<P> {
  return update;
}

/** A slot or hyper parameter that the declaration promises. */
export function promised<T>(record: Readonly<Record<string, T>>, name: string): T {
  const value = record[name];
  if (value === undefined) throw new Error(`the optimizer has no "${name}"`);
  return value;
}
