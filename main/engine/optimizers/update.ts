import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Optimizer } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';

/** One weight's part of a step. */
export interface WeightStep {
  readonly weight: Tensor;
  readonly gradient: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
  /** The numbers of the step, as tensors without a shape. */
  readonly scalars: Readonly<Record<string, Tensor>>;
}
export interface Stepped {
  readonly weight: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}

/** The mathematics of an optimizer. Whatever changes from step to step is one of its scalars: they are the inputs of a recorded step. */
export interface Update<P extends Params = Params> {
  /** The numbers of a step from the hyper parameters as they are now, always the same names in the same order. Iterations count from 1. */
  scalars(hyper: Readonly<Record<string, number>>, iteration: number): Readonly<Record<string, number>>;
  /** Moves one weight, on tensors alone. Branches hang on `values` only, so that a recording holds for every step. */
  step(step: WeightStep, values: ValuesOf<P>): Stepped;
}

/** The mathematics of `optimizer`, its values typed by the declaration. */
export function defineUpdate<P extends Params>(_optimizer: Optimizer<P>, update: Update<P>): Update<P> {
  return update;
}

/** The scalars of a step as tensors. */
export function scalarTensors(numbers: Readonly<Record<string, number>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, tf.scalar(value)]));
}

/** A slot, scalar or hyper parameter that the declaration promises. */
export function promised<T>(record: Readonly<Record<string, T>>, name: string): T {
  const value = record[name];
  if (value === undefined) throw new Error(`the optimizer has no "${name}"`);
  return value;
}
