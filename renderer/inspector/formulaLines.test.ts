import { expect, test } from 'vitest';
import { families, findActivation, findInitializer, findItem, findOptimizer, findSchedule } from '../../shared/catalogue/index.ts';
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

test('sums, parts of a row, bounds and powers have their signs, and a field that is called otherwise is told', () => {
  const lines = ({ formula = '', params }: ReturnType<typeof findItem>) => formulaLines(formula, params);
  expect(lines(findActivation('softmax'))).toEqual(['f(x)ᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)']);
  expect(lines(findInitializer('glorotUniform'))).toEqual(['U(−l, l), l = √(6 / (fanIn + fanOut))']);
  expect(lines(findSchedule('cosine'))).toEqual([
    'lr = η (α + (1 − α) (1 + cos(π epoch / epochs)) / 2)',
    'η: the learning rate; lr: what it is in a step',
    'α: last share',
  ]);
  expect(lines(findItem('losses', 'huber'))).toEqual(['mean(½ e² for |e| ≤ δ, else δ (|e| − δ / 2)), e = y − q']);
});

test('every item that computes something has a formula, and no plain name is left in it', () => {
  const { datasets: _, callbacks: __, phases: ___, ...computing } = families;
  for (const [family, items] of Object.entries(computing))
    for (const { kind, formula = '', params } of items) {
      expect(formula, `${family} ${kind}`).not.toBe('');
      expect(formulaLines(formula, params).join(' '), kind).not.toMatch(
        /\b(alpha|beta|epsilon|gamma|delta|sqrt|learningRate|pi)\b|\^2|<=|->| - |^-/,
      );
    }
});
