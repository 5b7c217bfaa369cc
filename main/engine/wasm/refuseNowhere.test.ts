import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { OutOfRoom } from '../outOfMemory.ts';
import { onEngine } from '../testing/testEngines.ts';
import { refuseNowhere, type Allocator } from './refuseNowhere.ts';

it('a tensor for which WebAssembly has no room is refused, and nothing is written where there is none', async () => {
  await onEngine('wasm', async () => {
    const held = tf.tensor1d([1, 2, 3]);
    const large: tf.Tensor[] = [];
    const take = (): void => {
      // Six gigabytes in all: more than addresses of 32 bits reach.
      while (large.length < 12) large.push(tf.zeros([2 ** 27]));
    };
    let error: unknown = null;
    try {
      take();
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(OutOfRoom);
    expect([...held.dataSync()]).toEqual([1, 2, 3]);
    expect(large.length).toBeGreaterThan(2);
    for (const tensor of [held, ...large]) tensor.dispose();
  });
});

it('what an allocator gives is passed on; no room, told or stumbled over, is refused', () => {
  const given = (address: () => number): (() => number) => {
    const allocator: Allocator = {
      // As Emscripten has it: what looks the function up, until it was called.
      _malloc: () => {
        allocator._malloc = address;
        return 64;
      },
      _free: () => {},
    };
    refuseNowhere(allocator);
    return () => allocator._malloc(8);
  };
  expect(given(() => 64)()).toBe(64);
  // Above 2 GB it is negative.
  expect(given(() => -64)()).toBe(-64);
  expect(given(() => 0)).toThrow('WebAssembly holds 4 GB at most');
  const stumble = (): never => {
    throw new WebAssembly.RuntimeError('memory access out of bounds');
  };
  expect(given(stumble)).toThrow('WebAssembly holds 4 GB at most');
});
