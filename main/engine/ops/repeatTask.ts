import type { Tensor } from '@tensorflow/tfjs-core';

/** A stacked weight of a repeat: `tensor` holds those of all turns on its first axis. */
export interface RepeatedWeight {
  readonly key: string;
  readonly tensor: Tensor;
  readonly trainable: boolean;
}

/** Layers that run one turn after another, each turn with weights of its own. */
export interface RepeatTask {
  readonly turns: number;
  readonly x: Tensor;
  readonly weights: readonly RepeatedWeight[];
  /** One turn: from what arrives and the turn's weights, by their keys. `update` hears of new moving averages; null = they are not wanted. */
  step(x: Tensor, weights: ReadonlyMap<string, Tensor>, turn: number, update: ((key: string, value: Tensor) => void) | null): Tensor;
}

export interface Repeated {
  readonly y: Tensor;
  /** New moving averages of all turns, stacked, by key. */
  readonly averages: ReadonlyMap<string, Tensor>;
}
