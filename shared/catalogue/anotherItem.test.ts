import { expect, test } from 'vitest';
import { anotherItem } from './anotherItem.ts';

test('an item in the place of another keeps the choices that both have, and no numbers', () => {
  const aimed = { kind: 'nonSaturatingGan', values: { aim: 'generated' } };
  expect(anotherItem('losses', 'leastSquaresGan', aimed)).toEqual({ kind: 'leastSquaresGan', values: { aim: 'generated' } });
  expect(anotherItem('losses', 'huber', aimed)).toEqual({ kind: 'huber', values: { delta: 1 } });
  const adam = { kind: 'adam', values: { learningRate: 0.5 } };
  expect(anotherItem('optimizers', 'sgd', adam).values).toMatchObject({ learningRate: 0.01 });
  expect(anotherItem('losses', 'leastSquaresGan', null).values).toEqual({ aim: 'real' });
});
