import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import { required } from '../../lower/lowering.ts';
import type { Repeated, RepeatTask } from '../../ops/repeatTask.ts';
import { gradientsAside } from '../../gradientsAside.ts';
import { handleOf, noteOp, otherNumber, recordPart, type RandomTensor, type RecordedLoop, type RecordedTurn } from './recorder.ts';

/**
 * A repeat under the recorder: one turn's way there and one turn's way back are recorded, and stand in the recording as loops over all turns. What
 * comes out is of the right shape and all zeros, since a recording asks for shapes only. `randoms` loses what is drawn inside.
 */
export function recordRepeat(backend: NodeJSKernelBackend, randoms: Map<number, RandomTensor>): (task: RepeatTask) => Repeated {
  const handle = (tensor: Tensor): number => handleOf(backend, tensor);
  return ({ turns, x, weights, step }) => {
    const trained = weights.filter(({ trainable }) => trainable);
    const states = otherNumber();
    const averages = new Map<string, Tensor>();
    const stacks = (): number[] => weights.map(({ tensor }) => handle(tensor));

    /** Records one turn: what `work` makes of a state and the turn's weights. */
    const turn = <T>(work: (state: Tensor, own: ReadonlyMap<string, Tensor>) => T): { result: T } & RecordedTurn => {
      const state = standIn(x.shape);
      const own = new Map(weights.map(({ key, tensor }) => [key, standIn(tensor.shape.slice(1))]));
      const before = new Set(randoms.keys());
      const parts = { state: handle(state), slices: [...own.values()].map(handle) };
      const { result, recording } = recordPart(() => work(state, own));
      const drawn = new Map([...randoms].filter(([id]) => !before.has(id)));
      for (const id of drawn.keys()) randoms.delete(id);
      const shapes = new Map([
        [parts.state, x.shape],
        ...weights.map(({ tensor }, at) => [required(parts.slices[at], 'a slice'), tensor.shape.slice(1)] as const),
      ]);
      return { ...parts, result, recording, shapes, randoms: drawn };
    };
    /** Puts a loop into the recording; `outputs` are the tensors that stand for what it gives. */
    const note = (
      loop: Omit<RecordedLoop, 'turns' | 'shape' | 'captured'>,
      inputs: readonly number[],
      outputs: readonly number[],
    ): void => {
      const captured = capturedBy(loop);
      noteOp({
        name: 'NetloomLoop',
        attributes: [],
        inputs: [...inputs, ...stacks(), ...captured],
        outputs: [...outputs],
        dtype: 1,
        shape: x.shape,
        loop: { ...loop, turns, shape: x.shape, captured },
      });
    };

    const loop = tf.customGrad((...given) => {
      const save = given.at(-1) as (saved: Tensor[]) => void;
      const updates = new Map<string, Tensor>();
      const { result, ...recorded } = turn((state, own) => handle(step(state, own, 0, (key, value) => void updates.set(key, value))));
      const y = tf.fill(x.shape, 0);
      for (const [key, value] of updates) averages.set(key, tf.keep(tf.fill([turns, ...value.shape], 0)));
      note(
        {
          ...recorded,
          states,
          back: null,
          result: [result, ...[...updates.values()].map(handle)],
          resultShapes: [...updates.values()].map(({ shape }) => shape),
        },
        [handle(x)],
        [handle(y), states, ...[...averages.values()].map(handle)],
      );
      save([]);
      return {
        value: y,
        gradFunc: (dy: Tensor) => {
          const arriving = standIn(dy.shape);
          const { result: gradients, ...back } = turn((state, own) => {
            const points = [state, ...trained.map(({ key }) => required(own.get(key), key))];
            const found = gradientsAside(() => step(state, own, 0, null), points, arriving);
            return found.map((gradient, at) => handle(gradient ?? tf.zerosLike(required(points[at], 'a point'))));
          });
          const outputs = [tf.fill(x.shape, 0), ...trained.map(({ tensor }) => tf.fill(tensor.shape, 0))];
          note(
            {
              ...back,
              states,
              shapes: new Map([...back.shapes, [handle(arriving), dy.shape]]),
              back: { dy: handle(arriving), forward: { ...recorded, result } },
              result: gradients,
              resultShapes: trained.map(({ tensor }) => tensor.shape.slice(1)),
            },
            [handle(dy), states],
            outputs.map(handle),
          );
          return outputs;
        },
      };
    });
    const y = loop(x, ...trained.map(({ tensor }) => tensor));
    return { y, averages };
  };
}

const standIn = (shape: readonly number[]): Tensor => tf.tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape], 'float32');

/** Tensors from outside that the recorded turns read. */
function capturedBy(loop: Omit<RecordedLoop, 'turns' | 'shape' | 'captured'>): readonly number[] {
  const found = new Set<number>();
  const look = ({ recording, state, slices, randoms }: Pick<RecordedLoop, 'recording' | 'state' | 'slices' | 'randoms'>): void => {
    const own = new Set([state, ...slices, ...randoms.keys(), ...(loop.back ? [loop.back.dy] : [])]);
    for (const { inputs, outputs } of recording.ops) {
      for (const id of inputs) if (!own.has(id) && !recording.constants.has(id)) found.add(id);
      for (const id of outputs) own.add(id);
    }
  };
  look(loop);
  if (loop.back) look(loop.back.forward);
  return [...found];
}
