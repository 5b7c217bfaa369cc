import { expect, it } from 'vitest';
import { grey, pictureShape, spanOf } from './samplePixels.ts';

it('tells pictures from other shapes', () => {
  expect(pictureShape([28, 28, 1])).toEqual([28, 28, 1]);
  expect(pictureShape([8, 9])).toEqual([8, 9, 1]);
  expect([[2], [28, 28, 5], [2, 2, 1], [4, 4, 4, 4]].map(pictureShape)).toEqual([null, null, null, null]);
});

it('makes numbers bright by the span that they seem to have', () => {
  expect([0, 0.5, 1].map(grey([0.2, 0.9]))).toEqual([0, 128, 255]);
  expect([-1, 0, 1].map(grey([-0.4, 0.9]))).toEqual([0, 128, 255]);
  expect([0, 255].map(grey([3, 250]))).toEqual([0, 255]);
  expect([-4, 4].map(grey([-4, 4]))).toEqual([0, 255]);
  expect(spanOf([])).toEqual([0, 1]);
});
