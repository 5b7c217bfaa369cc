import { expect, it } from 'vitest';
import { cssOf, onScale, rgbOf, scaleOf, surfacePixels, type SurfaceColours } from './surfaceColours.ts';
import { cellOf, pixelOf, pointAt, surfacePlace, ticksOf } from './surfaceGeometry.ts';
import { cellWords, surfaceWords } from './surfaceWords.ts';

const axis = (low: number, high: number, title = 'x') => ({ title, low, high });
const square = { x: axis(-1, 1), y: axis(-1, 1, 'y'), side: 2 };
const colours: SurfaceColours = {
  classes: [
    [0, 0, 200],
    [200, 100, 0],
  ],
  between: [100, 100, 100],
  low: [0, 0, 200],
  high: [200, 100, 0],
};

it('gives both axes one scale where their ranges are alike, and all the room where they are not', () => {
  const place = surfacePlace(square, { width: 500, height: 238 });
  expect(place).toEqual({ left: 46, top: 6, width: 200, height: 200 });
  expect(surfacePlace(square, { width: 300, height: 338 })).toMatchObject({ width: 146, height: 146 });
  expect(surfacePlace({ ...square, x: axis(0, 100) }, { width: 500, height: 238 })).toMatchObject({ width: 346, height: 200 });
});

it('goes from points to pixels and back, y upwards; outside there is nothing', () => {
  const place = surfacePlace(square, { width: 500, height: 238 });
  expect(pixelOf(square, place, [-1, -1])).toEqual([46, 206]);
  expect(pixelOf(square, place, [1, 1])).toEqual([246, 6]);
  const point = [0.25, -0.5] as const;
  const back = pointAt(square, place, pixelOf(square, place, point));
  expect(back?.[0]).toBeCloseTo(point[0]);
  expect(back?.[1]).toBeCloseTo(point[1]);
  expect([pointAt(square, place, [45, 100]), pointAt(square, place, [100, 207])]).toEqual([null, null]);
});

it('finds the cell of a point: from the lowest y on, in each row from the lowest x', () => {
  const cells = [
    [-0.5, -0.5],
    [0.5, -0.5],
    [-0.5, 0.5],
    [1, 1],
  ] as const;
  expect(cells.map((point) => cellOf(square, point))).toEqual([0, 1, 2, 3]);
});

it('has round numbers on its axes', () => {
  expect(ticksOf({ low: -1.2, high: 1.3 }, 5)).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(ticksOf({ low: 0, high: 97 }, 4)).toEqual([0, 50]);
  expect(ticksOf({ low: 0.001, high: 0.0029 }, 4)).toEqual([0.001, 0.0015, 0.002, 0.0025]);
});

it('draws a class the stronger the surer it is, and the highest y first', () => {
  const pixels = surfacePixels({ side: 2, classes: ['a', 'b'], values: [0, 1, 0, 1], shares: [0.5, 1, 0.5, 0.75], targets: null }, colours);
  const rows = Array.from({ length: 4 }, (_, at) => [...pixels.slice(4 * at, 4 * at + 4)]);
  expect(rows).toEqual([
    [100, 100, 100, 255],
    [131, 100, 69, 255],
    [100, 100, 100, 255],
    [162, 100, 38, 255],
  ]);
});

it('draws numbers on a scale of what is given and what should be', () => {
  expect(scaleOf({ values: [1, 3], targets: [0, 2] })).toEqual([0, 3]);
  expect([0, 1, 2].map((value) => onScale(value, [0, 2], colours))).toEqual([colours.low, colours.between, colours.high]);
  expect(onScale(5, [5, 5], colours)).toEqual(colours.between);
  expect(rgbOf('rgb(1, 2, 3)')).toEqual([1, 2, 3]);
  expect(cssOf([1.4, 2, 3])).toBe('rgb(1 2 3)');
});

it('is told in words', () => {
  const row = { ...square, head: 'kind', unit: null, points: [], targets: null };
  const classes = { ...row, classes: ['a', 'b'], values: [0, 1, 1, 1], shares: [0.9, 0.8, 0.7, 0.6] };
  expect(surfaceWords(classes)).toBe('kind over x from -1 to 1 and y from -1 to 1: a in 25 %, b in 75 % of the plane');
  expect(cellWords(classes, 3)).toEqual(['b', '60.00\u00a0%']);
  const numbers = { ...row, unit: 1, classes: null, values: [0.5, 1, 2, 4], shares: null };
  expect(surfaceWords(numbers)).toBe('kind 2 over x from -1 to 1 and y from -1 to 1: numbers from 0.5 to 4');
  expect(cellWords(numbers, 0)).toEqual(['0.5', null]);
});
