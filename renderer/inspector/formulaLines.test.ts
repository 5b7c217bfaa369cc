import { expect, test } from 'vitest';
import { findOptimizer, optimizers } from '../../shared/catalogue/index.ts';
import { formulaLines } from './formulaLines.ts';

test('the formula of Adam is a line for each step, short enough for the inspector', () => {
  expect(formulaLines(findOptimizer('adam').formula ?? '')).toEqual([
    'm = β₁ m + (1 − β₁) g',
    'v = β₂ v + (1 − β₂) g²',
    'a = η √(1 − β₂ᵗ) / (1 − β₁ᵗ)',
    'w = w − a m / (√v + ε)',
    'η: the learning rate',
  ]);
});

test('no plain name is left in the formulas of optimizers', () => {
  for (const { kind, formula = '' } of optimizers)
    expect(formulaLines(formula).join(' '), kind).not.toMatch(/beta|epsilon|sqrt|learningRate|\^2/);
});
