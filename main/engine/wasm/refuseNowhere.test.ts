import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { OutOfRoom } from '../outOfMemory.ts';
import { onEngine } from '../testing/testEngines.ts';
import { refuseNowhere, type Allocator } from './refuseNowhere.ts';

it('a tensor for which WebAssembly has no room is refused, and nothing is written where there is none', async () => {
  await onEngine('wasm', async () => {
    const held = tf.tensor1d([1, 2, 3]);
    const module = (tf.backend() as BackendWasm).wasm;
    const addresses: number[] = [];
    // Twelve times half a gigabyte: more than addresses of 32 bits reach. What is only asked for takes none of the machine's.
    const take = (): void => {
      while (addresses.length < 12) addresses.push(module._malloc(2 ** 29));
    };
    expect(take).toThrow(OutOfRoom);
    expect(addresses.length).toBeGreaterThan(2);
    expect(() => tf.zeros([2 ** 27])).toThrow(OutOfRoom);
    expect([...held.dataSync()]).toEqual([1, 2, 3]);
    for (const address of addresses) module._free(address);
    held.dispose();
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
