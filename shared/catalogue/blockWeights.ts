import type { Block, InputSpecs, WeightSpec } from './block.ts';
import { findActivation } from './index.ts';
import { isItem, type Value, type Values } from './params.ts';

/** Weights of a block for these inputs, in Keras's order: its own, then those that its activation learns. */
export function blockWeights(block: Block, inputs: InputSpecs, values: Values): readonly WeightSpec[] {
  const own = block.weights?.(inputs, values) ?? [];
  const learned = Object.entries(learnedNumbers(values['activation'])).map(([name, value]): WeightSpec => ({
    name,
    shape: [1],
    initializer: { kind: 'constant', values: { value } },
    role: 'scale',
    trainable: true,
  }));
  return learned.length === 0 ? own : [...own, ...learned];
}

/** The numbers of an activation that are weights of its layer, with what each starts from. */
export const learnedNumbers = (activation: Value | undefined): Readonly<Record<string, number>> =>
  isItem(activation) ? (findActivation(activation.kind).learns?.(activation.values) ?? {}) : {};
