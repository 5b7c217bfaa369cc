import type { RandomSource } from '../catalogue/otherItems.ts';
import { philox, type Key } from './philox.ts';

/** A 32-bit number from a name (FNV-1a), to give each use of chance a stream of its own. */
export function streamId(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The key of a stream: the project's seed and the stream's name. Seed 0 is a seed like any other. */
export const streamKey = (seed: number, name: string): Key => [seed >>> 0, streamId(name)];

/** A float32 in [0, 1) from 32 random bits, by way of the mantissa as TensorFlow does it (`Uint32ToFloat`). */
const toUniform = (bits: number): number => (bits & 0x7fffff) / 0x800000;

/**
 * Uniform numbers in [0, 1) for one place in training: the same (seed, name, epoch, step) gives the same numbers on every engine.
 * Counter words: block number, the turn of a repeat (0 outside), epoch, step.
 */
export function uniforms(seed: number, name: string, epoch: number, step: number, count: number, turn = 0): Float32Array {
  const key = streamKey(seed, name);
  const block = new Uint32Array(4);
  const numbers = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    if (at % 4 === 0) philox(key, at / 4, turn, epoch, step, block, 0);
    numbers[at] = toUniform(block[at % 4] ?? 0);
  }
  return numbers;
}

/** An endless source of uniform and normal numbers (Box-Muller) for a stream: initial weights, made data. */
export function randomSource(seed: number, name: string): RandomSource {
  const key = streamKey(seed, name);
  const block = new Uint32Array(4);
  let used = 0;
  let spare: number | null = null;
  const bits = (): number => {
    if (used % 4 === 0) philox(key, used / 4, 0, 0, 0, block, 0);
    return block[used++ % 4] ?? 0;
  };
  const uniform = (): number => toUniform(bits());
  return {
    uniform,
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      // 1 - u lies in (0, 1], so the logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}
