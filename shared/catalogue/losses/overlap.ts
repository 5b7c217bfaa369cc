import { choice, type Values } from '../params.ts';

/** What a loss of two sets, such as the pixels of a shape and those that were found, adds up before it divides. */
export const over = choice(['batch', 'example'], {
  default: 'batch',
  advanced: true,
  help: "Over what sums are taken before they are divided. 'batch', as Keras has it: a large shape counts more than a small one; 'example': each example by itself.",
});

/** Over the batch it is one number for all examples. */
export const isOverBatch = ({ over: own }: Values): boolean => own !== 'example';

/** Keras takes axes, whose number hangs on what the model gives; without any it sums over the batch. */
export const overlapSource = (name: string, own: readonly string[]): string => `
class ${name}(keras.losses.Loss):
    """Keras's loss of this name, over each example by itself where that is asked for."""

    def __init__(self, ${own.map((argument) => `${argument}=0.5, `).join('')}over="batch"):
        super().__init__()
        self.arguments = {${own.map((argument) => `"${argument}": ${argument}`).join(', ')}}
        self.over = over

    def call(self, y, q):
        axes = None if self.over == "batch" else list(range(1, len(q.shape)))
        return keras.losses.${name.toLowerCase()}(y, q, axis=axes, **self.arguments)
`;

/** It goes without saying where it is Keras's own. */
export const writeOver = (value: unknown): string | null => (value === 'example' ? 'example' : null);
