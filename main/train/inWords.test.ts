import { expect, it, onTestFinished, vi } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { OutOfRoom } from '../engine/outOfMemory.ts';
import { noAdapter } from '../engine/webgpu/requestAdapter.ts';
import { inWords } from './inWords.ts';

it.each([
  [new Error('OOM when allocating tensor with shape[1,2]\nat x'), /^there is not enough memory .*smaller batch size \(OOM when/],
  [new Error('Array buffer allocation failed'), /^there is not enough memory/],
  [new Error('CUDA_ERROR_OUT_OF_MEMORY: out of memory'), /^there is not enough memory/],
  [new Error('RESOURCE_EXHAUSTED: failed to allocate memory'), /^there is not enough memory/],
  [new Error('ENOSPC: no space left on device, write'), /^the disk is full/],
  [
    new Error('Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[8000,11] by allocator mklcpu'),
    /^there is not enough memory .* \(OOM when allocating tensor with shape\[8000,11\] by allocator mklcpu\)$/,
  ],
  [new WebAssembly.RuntimeError('memory access out of bounds'), /^there is not enough memory/],
  [
    new Error('Operation received an exception:Status: 1, message: could not create a primitive, in file mkl_conv_ops.cc:1130'),
    /^there is not enough memory/,
  ],
  // Arguments that it cannot take are none.
  [new Error('Operation received an exception:Status: 2, message: could not create a primitive'), /^Operation received/],
  // A name that holds the letters is no lack of memory.
  [new Error('the zoom cannot be had'), /^the zoom cannot be had$/],
  [new Error(noAdapter('linux')), /^no graphics driver that WebGPU can use was found: .*another engine$/],
  [new Error('first line\nsecond line'), /^first line$/],
  ['a text', /^a text$/],
])('says %s in one sentence', (error, expected) => {
  expect(inWords(error)).toMatch(expected);
});

it('where memory is short, says what of this plan would fit', () => {
  const built = buildPlan(findTemplate('mnist-cnn').build());
  if ('problems' in built) throw new Error('the template has problems');
  expect(inWords(new Error('OOM when allocating tensor with shape[128,26,26,32]'), built.plan)).toMatch(
    /not enough memory for this model: .*\. It needs about .*for the layer conv2d\. With a batch size of \d+ it would need about /,
  );
});

it('what the process holds itself will be free for the next one', () => {
  const built = buildPlan(findTemplate('mnist-cnn').build(), { batchSize: 4096 });
  if ('problems' in built) throw new Error('the template has problems');
  // All but nothing is left, as this process holds 8 GB.
  vi.spyOn(process, 'availableMemory').mockReturnValue(1e8);
  vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(8e9);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(inWords(new Error('OOM'), built.plan)).toMatch(/With a batch size of 2048 it would need/);
});

it('an engine that can hold less than the machine has is told a batch that it can hold', () => {
  const built = buildPlan(findTemplate('mnist-cnn').build(), { batchSize: 16_384 });
  if ('problems' in built) throw new Error('the template has problems');
  vi.spyOn(process, 'availableMemory').mockReturnValue(60e9);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(inWords(new OutOfRoom('it holds 4 GB at most', 4e9), built.plan)).toMatch(/With a batch size of 2048 it would need/);
  expect(inWords(new Error('OOM'), built.plan)).toMatch(/With a batch size of 8192 it would need/);
});
