import { expect, it } from 'vitest';
import { createDocument } from '../../shared/graph/createDocument.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { memoryFacts } from './memoryFacts.ts';

it('is told of a model that can be trained, in full when it is pointed at', () => {
  const [fact, engine] = memoryFacts(findTemplate('mnist-cnn').build());
  expect(fact?.name).toBe('Memory to train');
  expect(fact?.value).toMatch(/^\d+0\u00a0MB$/);
  expect(engine).toMatchObject({ name: 'of it the engine itself', value: '550\u00a0MB' });
  expect(fact?.exact).toMatch(/^About \d+ MB of memory to train with a batch size of 32/);
});

it('is not told of one that cannot', () => {
  expect(memoryFacts(createDocument('Empty'))).toEqual([]);
});
