import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Repeated, RepeatTask } from './ops/repeatTask.ts';
import { gradientsAside } from './gradientsAside.ts';
import { required } from './lower/lowering.ts';

/** Turns between two kept states: the square root keeps as many states as turns are computed anew at once. */
export const segmentOf = (turns: number): number => Math.ceil(Math.sqrt(turns));

/**
 * Runs a repeat as a loop. Its memory is that of 2 √N states and of the layers of √N turns: on the way there only the state before each segment
 * is kept, on the way back a segment is computed anew from it and differentiated, the last first.
 */
export function runRepeat({ turns, x, weights, step }: RepeatTask): Repeated {
  const trained = weights.filter(({ trainable }) => trainable);
  const length = segmentOf(turns);
  const averages = new Map<string, Tensor[]>();
  const sliced = (turn: number): Map<string, Tensor> => new Map(weights.map(({ key, tensor }) => [key, sliceOf(tensor, turn)]));

  const loop = tf.customGrad((...given) => {
    const [start, save] = [given[0] as Tensor, given.at(-1) as (saved: Tensor[]) => void];
    const kept: Tensor[] = [];
    let state = start;
    for (let turn = 0; turn < turns; turn++) {
      const before = state;
      if (turn % length === 0) kept.push(before);
      state = tf.tidy(() => {
        const y = step(before, sliced(turn), turn, (key, value) => {
          averages.set(key, [...(averages.get(key) ?? []), tf.keep(tf.clone(value))]);
        });
        return y === before ? tf.clone(y) : y;
      });
      if (turn % length !== 0) before.dispose();
    }
    save(kept);
    return {
      value: state,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const parts: Tensor[][] = trained.map(() => []);
        let back = dy;
        for (let segment = kept.length - 1; segment >= 0; segment--) {
          const first = segment * length;
          const own = Math.min(length, turns - first);
          const [dx, ...dWeights] = tf.tidy(() => segmentGradients(first, own, required(saved[segment], 'a kept state'), back));
          if (back !== dy) back.dispose();
          back = required(dx, 'the gradient of a state');
          dWeights.forEach((part, at) => parts[at]?.unshift(part));
        }
        return [back, ...parts.map((list) => joined(list))];
      },
    };
  });

  /** The gradients of a segment: by its first state, and of each trained weight those of its turns, stacked. */
  const segmentGradients = (first: number, own: number, state: Tensor, dy: Tensor): Tensor[] => {
    const slices = trained.map(({ tensor }) => Array.from({ length: own }, (_, at) => sliceOf(tensor, first + at)));
    const work = (): Tensor => {
      let now = state;
      for (let at = 0; at < own; at++) {
        const turn = first + at;
        const held = new Map(weights.flatMap(({ key, tensor, trainable }) => (trainable ? [] : [[key, sliceOf(tensor, turn)] as const])));
        trained.forEach(({ key }, place) => held.set(key, required(slices[place]?.[at], key)));
        now = step(now, held, turn, null);
      }
      return now;
    };
    const points = [state, ...slices.flat()];
    const grads = gradientsAside(work, points, dy).map((gradient, at) => gradient ?? tf.zerosLike(required(points[at], 'a point')));
    return [required(grads[0], 'a gradient'), ...slices.map((_, place) => tf.stack(grads.slice(1 + place * own, 1 + (place + 1) * own)))];
  };

  const y = loop(x, ...trained.map(({ tensor }) => tensor));
  return { y, averages: new Map([...averages].map(([key, list]) => [key, stacked(list)])) };
}

const sliceOf = (tensor: Tensor, turn: number): Tensor => tf.reshape(tf.slice(tensor, [turn], [1]), tensor.shape.slice(1));
/** Parts of one tensor along the first axis; the parts are gone afterwards. */
function joined(parts: readonly Tensor[]): Tensor {
  const whole = parts.length === 1 ? tf.clone(required(parts[0], 'a part')) : tf.concat([...parts], 0);
  for (const part of parts) part.dispose();
  return whole;
}
/** Tensors one after another on a new first axis, some hundreds at a time: engines take so many inputs and no more. */
function stacked(list: readonly Tensor[]): Tensor {
  const most = 256;
  const parts = Array.from({ length: Math.ceil(list.length / most) }, (_, at) => tf.stack(list.slice(at * most, (at + 1) * most)));
  for (const tensor of list) tensor.dispose();
  return joined(parts);
}
