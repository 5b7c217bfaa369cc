import { expect, it } from 'vitest';
import { webgpuReason } from '../engine/webgpu/openWebgpu.ts';
import { inWords } from './inWords.ts';

it.each([
  [new Error('OOM when allocating tensor with shape[1,2]\nat x'), /^there is not enough memory .*smaller batch size \(OOM when/],
  [new Error('Array buffer allocation failed'), /^there is not enough memory/],
  [new Error('ENOSPC: no space left on device, write'), /^the disk is full/],
  // A name that holds the letters is no lack of memory.
  [new Error(webgpuReason), new RegExp(`^${webgpuReason}$`)],
  [new Error('first line\nsecond line'), /^first line$/],
  ['a text', /^a text$/],
])('says %s in one sentence', (error, expected) => {
  expect(inWords(error)).toMatch(expected);
});
