import { expect, test } from 'vitest';
import { greyPixels, signedPixels } from './pixels.ts';

test('the sign is the colour and the size how clear it is; colours of a pixel are added up', () => {
  const [one, two] = [signedPixels([2, -4], [1, 2, 1]), signedPixels([1, 1, 0, -2, -1, -1], [1, 2, 3])];
  expect([one[3], one[7]]).toEqual([128, 255]);
  expect([...one.subarray(0, 3)]).not.toEqual([...one.subarray(4, 7)]);
  expect(one).toEqual(two);
  expect([...signedPixels([0, 0], [1, 2, 1])].filter((_, at) => at % 4 === 3)).toEqual([0, 0]);
});

test('a picture is grey from its smallest to its largest number, or has its own colours', () => {
  expect([...greyPixels([-1, 1], [1, 2, 1])]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  expect([...greyPixels([0, 1, 0.2], [1, 1, 3])]).toEqual([0, 255, 51, 255]);
});
