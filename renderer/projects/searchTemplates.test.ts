import { expect, test } from 'vitest';
import { templates } from '../../shared/templates/index.ts';
import { searchTemplates } from './searchTemplates.ts';

const rows = templates.map(({ id, title, family, summary }) => ({ id, title, family, summary, dataset: 'MNIST', parameters: 1 }));

test('without a query every template stands in its family, once', () => {
  const groups = searchTemplates(rows, ' ');
  expect(groups[0]?.family).toBe('First networks');
  expect(groups.flatMap((group) => group.templates.map(({ id }) => id)).toSorted()).toEqual(templates.map(({ id }) => id).toSorted());
});

test('all words must be found, in any of what is told of a template', () => {
  const ids = (query: string): string[] => searchTemplates(rows, query).flatMap((group) => group.templates.map(({ id }) => id));
  expect(ids('lstm')).toContain('mnist-lstm');
  expect(ids('MNIST residual')).toEqual(['mnist-resnet']);
  expect(ids('picture segmentation')).toEqual(['unet']);
  expect(ids('nothing of the kind')).toEqual([]);
});
