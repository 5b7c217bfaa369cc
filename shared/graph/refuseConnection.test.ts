import { expect, it } from 'vitest';
import { refuseConnection } from './refuseConnection.ts';
import { testDocument } from './testing/testDocuments.ts';

const document = testDocument(
  { in: ['input'], flat: ['flatten'], dense: ['dense'], conv: ['conv2d'], sum: ['add'], free: ['dense'], head: ['output'] },
  ['in -> flat', 'flat -> dense', 'dense -> sum.0'],
);
const ask = (source: string, target: string): string | null =>
  refuseConnection(document, 'main', { node: source, port: 'y' }, { node: target, port: 'x' });

it('allows what can be', () => {
  expect(ask('dense', 'free')).toBeNull();
  expect(ask('in', 'conv')).toBeNull();
  expect(ask('flat', 'sum')).toBeNull();
  expect(ask('dense', 'head')).toBeNull();
});

it.each([
  ['dense', 'dense', 'a block cannot feed itself'],
  ['free', 'dense', 'the input of Dense is taken: remove its wire first, or join with Add or Concatenate'],
  ['sum', 'in', 'Input has no input: data enters the model there'],
  ['head', 'free', 'Output has no output: an Output is the end of the model'],
  ['flat', 'conv', 'Conv2D takes 3 axes, 784 has 1: put a Reshape between them'],
  ['nobody', 'free', 'one end of the wire is not a block'],
])('refuses %s -> %s with the reason', (source, target, reason) => {
  expect(ask(source, target)).toBe(reason);
});

it('refuses a circle', () => {
  const chained = testDocument({ sum: ['add'], act: ['activation'] }, ['sum -> act']);
  expect(refuseConnection(chained, 'main', { node: 'act', port: 'y' }, { node: 'sum', port: 'x' })).toBe(
    'this would close a circle: Activation already depends on Add',
  );
});
