import { defineConstraint } from '../otherItems.ts';

/** Keras: https://keras.io/api/layers/constraints/ */
export const nonNegative = defineConstraint({
  kind: 'nonNegative',
  title: 'Non-negative',
  summary: 'Sets negative weights to 0 after each step: what comes in can only add.',
  formula: 'w = max(w, 0)',
  params: {},
  keras: { name: 'NonNeg' },
});
