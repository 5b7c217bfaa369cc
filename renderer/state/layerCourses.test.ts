import { expect, test } from 'vitest';
import { findTemplate } from '../../shared/templates/index.ts';
import { coursesOf } from './layerCourses.ts';
import type { RunSeries } from './runStore.ts';
import { SeriesBuffer } from './seriesBuffer.ts';

function line(name: string, head: string, values: readonly number[]): RunSeries {
  const buffer = new SeriesBuffer();
  buffer.upsert(values.map((value, at) => [at + 1, at + 1, value]));
  return { row: { id: 1, run: 'r', name, split: 'train', head, unit: 'epoch' }, buffer };
}

test('each block has the norms of its layer, on one scale for all', () => {
  const document = findTemplate('xor').build();
  const found = coursesOf(document, [
    line('loss', '', [3, 2]),
    line('gradientNorm', 'dense', [0.5, 0.25]),
    line('gradientNorm', 'dense_1', [2, 0]),
    line('saturation', 'dense', [0.9, 0.9]),
  ]);
  const dense = Object.values(document.graphs[document.root]?.nodes ?? {}).filter(({ kind }) => kind === 'dense');
  expect(found.of).toEqual({ [`${document.root}/${dense[0]?.id}`]: [0.5, 0.25], [`${document.root}/${dense[1]?.id}`]: [2, 0] });
  expect(found.range).toEqual([0.25, 2]);
});

test('nothing is drawn where no norms were watched', () => {
  expect(coursesOf(findTemplate('xor').build(), [line('loss', '', [3])]).of).toEqual({});
});
