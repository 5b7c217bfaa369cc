import { expect, test } from 'vitest';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { changedSince } from './changedSince.ts';

const view = {
  layer: { name: 'dense', units: 3, activation: { kind: 'tanh', values: {} } },
  inputs: [1, 2],
} as unknown as NeuronView;
const weight = (shape: readonly number[]) => ({
  name: 'kernel',
  shape,
  role: 'kernel' as const,
  trainable: true,
  initializer: { kind: 'zeros', values: {} },
});
const values = (kind: string) => ({ activation: { kind, values: {} } });

test('a block that was changed since the run is told with both', () => {
  const dense = { kind: 'dense' };
  expect(changedSince(view, dense, { weights: [weight([2, 3])], values: values('tanh') })).toBeNull();
  expect(changedSince(view, dense, { weights: [weight([2, 5])], values: values('tanh') })).toMatch(/2 × 5 weights now, and had 2 × 3/);
  expect(changedSince(view, dense, { weights: [weight([2, 3])], values: values('relu') })).toMatch(/it is relu now, and was tanh/);
  expect(changedSince(view, dense, undefined)).toMatch(/no weights now/);
});
