import type { Item, KerasObject } from './item.ts';
import type { Params, ValuesOf } from './params.ts';

/** Where a run stands, for its schedule: counted from the end of the warm-up. */
export interface Moment {
  /** Steps made, and how many an epoch has. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Epochs of the whole run. */
  readonly epochs: number;
  /** The learning rate as it was chosen. */
  readonly base: number;
}
/** What a schedule remembers of the epochs behind it. It is part of a checkpoint: plain numbers, none of them infinite. */
export type Memory = Readonly<Record<string, number>>;
/** The watched metric of an epoch that has ended. */
export interface Watched {
  readonly value: number;
  readonly better: 'larger' | 'smaller';
}

/** How the learning rate moves in the course of a run. */
export interface Schedule<P extends Params = Params> extends Item<P> {
  /** The learning rate of a step. */
  rate(at: Moment, values: ValuesOf<P>, memory: Memory): number;
  /** The momentum of a step, for a schedule that moves it too. */
  momentum?(at: Moment, values: ValuesOf<P>): number;
  /** What it remembers after an epoch, for a schedule that goes by a metric: it has a parameter `metric`. Memory begins empty. */
  remember?(memory: Memory, watched: Watched, values: ValuesOf<P>): Memory;
  /** The same as an object of `keras.optimizers.schedules`, or of a class of that kind which `keras.source` defines; absent where it goes by a metric, or never moves. */
  kerasSchedule?(at: Omit<Moment, 'step'>, values: ValuesOf<P>): KerasObject;
  /** The momentum as such an object, for a schedule that moves it too. */
  kerasMomentum?(at: Omit<Moment, 'step'>, values: ValuesOf<P>): KerasObject;
  /** In Keras it is a callback, `keras.name` in `keras.callbacks`, or defined by `keras.source`. */
  readonly kerasCallback?: boolean;
}

export const defineSchedule = <P extends Params>(item: Schedule<P>): Schedule<P> => item;

/** Epochs made, with their fraction. */
export const epochsAt = ({ step, stepsPerEpoch }: Moment): number => step / stepsPerEpoch;
/** How many whole periods of so many epochs are over. */
export const periodsAt = (at: Moment, epochs: number): number =>
  // What is whole but for rounding counts as whole.
  Math.floor(epochsAt(at) / epochs + 1e-9);
/** Steps of so many epochs. */
export const stepsOf = (epochs: number, { stepsPerEpoch }: Pick<Moment, 'stepsPerEpoch'>): number =>
  Math.max(1, Math.round(epochs * stepsPerEpoch));
/** A share of the way from `a` to `b`, along half a cosine. */
export const alongCosine = (a: number, b: number, share: number): number => b + ((a - b) * (1 + Math.cos(Math.PI * share))) / 2;
