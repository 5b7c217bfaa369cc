import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

export type FillMode = 'reflect' | 'nearest' | 'wrap' | 'constant';

/** Where each pixel of a new picture is read in the old one: numbers or [batch] tensors that make row' = a row + b column + c. */
export interface Reading {
  readonly row: readonly [row: Tensor | number, column: Tensor | number, shift: Tensor | number];
  readonly column: readonly [row: Tensor | number, column: Tensor | number, shift: Tensor | number];
}

/** New pictures whose pixels are read elsewhere in the old ones, in straight lines between four neighbours. Places are counted from the centre. */
export function resampled(x: Tensor, { row, column }: Reading, fillMode: FillMode): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const rows = tf.tensor(centred(height), [1, height, 1]);
  const columns = tf.tensor(centred(width), [1, 1, width]);
  const each = (part: Tensor | number): Tensor | number => (typeof part === 'number' ? part : tf.reshape(part, [batch, 1, 1]));
  const place = ([down, right, shift]: Reading['row'], middle: number): Tensor => {
    const sum = tf.add(tf.add(tf.mul(rows, each(down)), tf.mul(columns, each(right))), tf.add(each(shift), middle));
    return tf.broadcastTo(sum, [batch, height, width]);
  };
  const down = split(place(row, (height - 1) / 2));
  const right = split(place(column, (width - 1) / 2));
  const flat = tf.reshape(x, [batch * height * width, channels]);
  const starts = tf.reshape(tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(height * width, 'int32')), [batch, 1, 1]);
  const corners = [0, 1].flatMap((lower) =>
    [0, 1].map((further) => {
      const [y, seenY] = inside(tf.add(down.whole, lower), height, fillMode);
      const [z, seenZ] = inside(tf.add(right.whole, further), width, fillMode);
      const at = tf.add(tf.cast(tf.add(tf.mul(y, width), z), 'int32'), starts);
      const share = tf.mul(lower === 1 ? down.rest : tf.sub(1, down.rest), further === 1 ? right.rest : tf.sub(1, right.rest));
      const seen = seenY && seenZ ? tf.mul(share, tf.mul(seenY, seenZ)) : share;
      const read = tf.reshape(tf.gather(flat, tf.reshape(at, [-1])), [batch, height, width, channels]);
      return tf.mul(read, tf.expandDims(seen, -1));
    }),
  );
  return tf.addN(corners);
}

const centred = (length: number): Float32Array => Float32Array.from({ length }, (_, at) => at - (length - 1) / 2);

function split(place: Tensor): { readonly whole: Tensor; readonly rest: Tensor } {
  const whole = tf.floor(place);
  return { whole, rest: tf.sub(place, whole) };
}

/** Whole places brought into 0 .. length - 1, and where nothing is seen beyond the edge, 1 inside and 0 outside. */
function inside(place: Tensor, length: number, fillMode: FillMode): readonly [place: Tensor, seen: Tensor | null] {
  const clipped = (own: Tensor): Tensor => tf.clipByValue(own, 0, length - 1);
  const modulo = (own: Tensor, by: number): Tensor => tf.sub(own, tf.mul(tf.floor(tf.div(tf.add(own, 0.5), by)), by));
  switch (fillMode) {
    case 'nearest':
      return [clipped(place), null];
    case 'wrap':
      return [clipped(modulo(place, length)), null];
    case 'reflect': {
      // Up, then down again: 0 1 2 2 1 0 0 1 ...
      const both = modulo(place, 2 * length);
      return [clipped(tf.minimum(both, tf.sub(2 * length - 1, both))), null];
    }
    case 'constant': {
      const within = clipped(place);
      return [within, tf.cast(tf.equal(within, place), 'float32')];
    }
  }
}
