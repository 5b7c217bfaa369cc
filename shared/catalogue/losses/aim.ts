import { choice } from '../params.ts';

/** What a judge is to say of the examples that it is shown. */
export const aim = choice(['real', 'generated'], {
  default: 'real',
  help: 'What the judge should say of these examples. The judge learns that examples of the data are real and generated ones are generated; the generator learns to make examples of which the judge says real.',
});

/** Keras has no such loss: an example's score is all it looks at. */
export const judgingSource = (name: string, real: string, generated: string): string => `
class ${name}(keras.losses.Loss):
    """What a judge pays for its scores q: y is not looked at."""

    def __init__(self, aim="real"):
        super().__init__()
        self.aim = aim

    def call(self, y, q):
        axes = list(range(1, len(q.shape)))
        return keras.ops.mean(${real} if self.aim == "real" else ${generated}, axis=axes)
`;
