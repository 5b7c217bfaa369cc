import { expect, test } from 'vitest';
import { chosenDataset } from '../../shared/catalogue/chosenDataset.ts';
import { datasets } from '../../shared/catalogue/index.ts';
import { columnView, seriesLines, toPixels } from './columnView.ts';

test('every column of every data set has its view', () => {
  const views = datasets.flatMap(({ kind }) =>
    chosenDataset({ kind, values: {} }).columns.map(({ name, type, shape, tokens, classes }) => {
      const view = columnView({ type, shape: [...shape], tokens: tokens ? [...tokens] : null, classes: classes ? [...classes] : null });
      return `${kind} ${name}: ${view}`;
    }),
  );
  expect(views).toEqual(
    expect.arrayContaining([
      'mnist image: picture',
      'mnist digit: numbers',
      'shapes disc: picture',
      'mnistPictures again: picture',
      'waves before: series',
      'waves next: numbers',
      'characters before: signs',
      'iris measurements: numbers',
    ]),
  );
});

test('shares become brightness, other numbers go from their lowest to their highest', () => {
  expect(toPixels([0, 0.5, 1], { type: 'number', fractions: true })).toEqual([0, 127.5, 255]);
  expect(toPixels([-1, 1, 3], { type: 'number', fractions: false })).toEqual([0, 127.5, 255]);
  expect(toPixels([7, 7], { type: 'number', fractions: false })).toEqual([0, 0]);
});

test('each feature of a series is a line, high numbers at the top', () => {
  expect(seriesLines([0, 10, 5, 10, 10, 10], [3, 2], 20, 10)).toEqual({ lines: ['0,10 10,5 20,0', '0,0 10,0 20,0'], low: 0, high: 10 });
});
