import { expect, it } from 'vitest';
import { inferDocument } from './inferDocument.ts';
import { testDocument } from './testing/testDocuments.ts';

const messages = (kernelInitializer: string, filters: number): readonly string[] => {
  const document = testDocument(
    {
      in: ['input', { shape: [28, 28, 1] }],
      first: ['conv2d', { filters: 4 }],
      second: ['conv2d', { filters, kernelInitializer }],
      flat: ['flatten'],
      out: ['dense', { units: 10, activation: 'softmax' }],
      head: ['output'],
    },
    ['in -> first', 'first -> second', 'second -> flat', 'flat -> out', 'out -> head'],
  );
  return inferDocument({ ...document, data: { ...document.data, dataset: 'mnist' } }).problems.map(({ message }) => message);
};

it('an initializer that cannot fill a weight is a problem on its block, and names a fix', () => {
  expect(messages('deltaOrthogonal', 4)).toEqual([]);
  expect(messages('deltaOrthogonal', 3)).toEqual([
    'Delta-orthogonal needs at least as many filters as channels (4), there are 3: raise the filters',
  ]);
  expect(messages('identity', 4)).toEqual(['Identity is for matrices, such as the kernel of a Dense: choose another initializer']);
});
