import { rows } from '../../../main/engine/testing/blockPlan.ts';
import { headPlan } from '../../../main/engine/testing/headPlan.ts';
import { losses } from '../../../shared/catalogue/index.ts';
import type { Loss } from '../../../shared/catalogue/otherItems.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

/** Softmax and sigmoid in front of a cross-entropy, written so that no logit is too large: the largest is taken away first. */
function crossentropy(logits: readonly number[], target: readonly number[]): number {
  if (logits.length === 1) {
    const [z = 0] = logits;
    return Math.max(z, 0) - z * (target[0] ?? 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }
  const top = Math.max(...logits);
  const all = top + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - top), 0));
  return logits.reduce((sum, z, at) => sum + (target[at] ?? 0) * (all - z), 0);
}

/** Logits of about 10,000: the loss stays finite, and right. */
const largeLogits = (loss: Loss): PlainCase =>
  plainCase('activations', 'softmax', `logits of 1e4 under ${loss.kind}`, 'the formula of log-sum-exp', async (engine) => {
    const { plan, data, targets } = headPlan(loss);
    const model = await engine.create(plan, data);
    try {
      const state = await model.readState();
      const kernel = state['last/kernel'];
      if (!kernel) throw new Error('no kernel');
      const numbers = Float32Array.from(kernel.numbers, (weight) => weight * 1e4);
      await model.writeState({ ...state, 'last/kernel': { ...kernel, numbers } });
      const [sum = Number.NaN, weight = 1] = (await model.evaluate([Int32Array.from({ length: rows }, (_, row) => row)]))['loss'] ?? [];
      const x = data.columns['x']?.numbers ?? [];
      const units = kernel.shape[1] ?? 1;
      const bias = state['last/bias']?.numbers ?? [];
      const each = targets.map((target, row) => {
        const logits = Array.from({ length: units }, (_, unit) =>
          Array.from({ length: 5 }, (_value, at) => (x[row * 5 + at] ?? 0) * (numbers[at * units + unit] ?? 0)).reduce(
            (a, b) => a + b,
            bias[unit] ?? 0,
          ),
        );
        return crossentropy(logits, target);
      });
      return { found: [sum / weight], expected: [each.reduce((a, b) => a + b, 0) / rows] };
    } finally {
      model.dispose();
    }
  });

/** The cross-entropies; what weighs them by their size has a limit of its own. */
export const logitCases = (): readonly PlainCase[] =>
  losses.filter(({ kind }) => /^[a-z]+(Categorical)?Crossentropy$/.test(kind)).map(largeLogits);
