import type { Algebra } from './algebra.ts';
import type { Item } from './item.ts';
import { float, optional, type FloatParam, type OptionalParam, type Params, type ValuesOf } from './params.ts';

/** One weight's part of a step. `slot` and `scalar` give what the optimizer keeps for the weight and the numbers of the step, by name. */
export interface WeightStep<T> {
  readonly weight: T;
  readonly gradient: T;
  slot(name: string): T;
  scalar(name: string): T;
}
/** What a step makes of a weight and of its slots. */
export interface Stepped<T> {
  readonly weight: T;
  readonly slots: Readonly<Record<string, T>>;
}
/** A hyper parameter as it is now, by name. */
export type HyperOf = (name: string) => number;

/**
 * How a gradient becomes a step: the declaration with its mathematics, which is computed on tensors by the engines, as a shader on a graphics card,
 * and on plain numbers where the window shows it.
 */
export interface Optimizer<P extends Params = Params> extends Item<P> {
  /** State kept for each trained weight, with the number it starts from. Names as Keras's variables: `momentum`, `velocity`. */
  slots(values: ValuesOf<P>): Readonly<Record<string, number>>;
  /** Parameters that may change from step to step (schedules, edits while paused): fed as inputs, never baked in. */
  readonly hyper: readonly (keyof P & string)[];
  /** The hyper parameter that says how much of the past a step keeps: a schedule may move it. Absent where there is none. */
  readonly momentum?: keyof P & string;
  /**
   * How a script moves it in Keras: 'argument' = its class reads the argument at every step; 'slots' = it asks whether the number is 0, so that what the number is
   * multiplied with moves in its place; 'ahead' = it reads the argument and that of the next step, which only a training without phases knows; absent = it cannot
   * be moved there.
   */
  readonly kerasMomentum?: 'argument' | 'slots' | 'ahead';
  /** It divides a step by the size of past gradients, or takes their sign alone: the rate for a batch k times as large is √k times as large, not k. */
  readonly adaptive?: boolean;
  /** The numbers of a step, always the same names in the same order: whatever changes from step to step. Iterations count from 1. */
  scalars(hyper: HyperOf, iteration: number): Readonly<Record<string, number>>;
  /** Moves one weight. Branches hang on `values` only, so that a recording holds for every step. */
  step<T>(algebra: Algebra<T>, step: WeightStep<T>, values: ValuesOf<P>): Stepped<T>;
  /** Where the gradient of a weight is taken, when not at the weight itself. */
  lookAhead?<T>(algebra: Algebra<T>, step: Omit<WeightStep<T>, 'gradient'>, values: ValuesOf<P>): T;
}

const clip = (value: number, title: string, help: string): OptionalParam<FloatParam> =>
  optional(float({ default: value, min: 0, exclusiveMin: true, title, advanced: true, help }));

/** What every optimizer can do besides, as in Keras. */
const everyOptimizer = {
  weightDecay: optional(
    float({
      default: 0.004,
      min: 0,
      advanced: true,
      help: 'Every step first makes each weight smaller by this share of the learning rate, apart from the gradient (decoupled, as in AdamW). Not the same as an L2 penalty: that one is part of the gradient, and an optimizer which divides by the size of gradients, such as Adam, weakens it where gradients are large.',
    }),
  ),
  clipnorm: clip(
    1,
    'Clip by norm',
    'Gradients of a weight that are longer than this, all its numbers together, are shortened to it: they keep their direction.',
  ),
  clipvalue: clip(0.5, 'Clip by value', 'Every number of a gradient is brought between minus this and this, which bends its direction.'),
  globalClipnorm: clip(
    1,
    'Clip by global norm',
    'When the gradients of all weights together are longer than this, all are shortened alike. The usual remedy for exploding gradients, above all in recurrent networks.',
  ),
};
const clips = ['clipnorm', 'clipvalue', 'globalClipnorm'] as const;
type EveryOptimizer = { readonly [K in keyof typeof everyOptimizer]: OptionalParam<FloatParam> };

/** Declares an optimizer; the parameters that every one has are added, unless it declares them itself. */
export function defineOptimizer<P extends Params>(item: Optimizer<P>): Optimizer<EveryOptimizer & P> {
  const params = { ...item.params, ...everyOptimizer, ...item.params };
  const variants = [...(item.variants ?? []), { weightDecay: 0.3 }];
  const rules = [
    {
      param: 'clipnorm' as const,
      message: 'gradients can be clipped in one way only: keep one of clipnorm, clipvalue and globalClipnorm',
      holds: (values: ValuesOf<EveryOptimizer & P>) => clips.filter((name) => values[name] !== null).length <= 1,
    },
  ];
  return { ...item, params, rules, variants, hyper: [...item.hyper, 'weightDecay'] };
}
