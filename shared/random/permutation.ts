import { philox } from './philox.ts';
import { streamKey } from './stream.ts';

/**
 * The numbers 0 .. length - 1 in a random order (Fisher-Yates), decided by (seed, name, epoch) alone. Each draw is unbiased: a 32-bit number
 * that would favour some places is drawn again.
 */
export function permutation(length: number, seed: number, name: string, epoch: number): Int32Array {
  const order = Int32Array.from({ length }, (_, at) => at);
  const key = streamKey(seed, name);
  const block = new Uint32Array(4);
  let used = 0;
  const below = (limit: number): number => {
    const fair = 0x100000000 - (0x100000000 % limit);
    for (;;) {
      if (used % 4 === 0) philox(key, used / 4, 0, epoch, 0, block, 0);
      const bits = block[used++ % 4] ?? 0;
      if (bits < fair) return bits % limit;
    }
  };
  for (let at = length - 1; at > 0; at--) {
    const other = below(at + 1);
    const held = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}
