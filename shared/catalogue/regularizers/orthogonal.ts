import { defineRegularizer } from '../otherItems.ts';
import { choice, float } from '../params.ts';

/** Keras: https://keras.io/api/layers/regularizers/ */
export const orthogonal = defineRegularizer({
  kind: 'orthogonal',
  title: 'Orthogonal',
  summary: 'Pushes the rows or columns of a matrix towards right angles, so that each says something of its own.',
  formula: 'factor mean of |cosine| over all pairs of rows (or columns)',
  params: {
    factor: float({ default: 0.01, min: 0, help: 'Strength of the penalty.' }),
    mode: choice(['rows', 'columns'], {
      default: 'rows',
      help: 'What should stand at right angles: the rows of the matrix, or its columns.',
    }),
  },
  keras: { name: 'OrthogonalRegularizer' },
  variants: [{ mode: 'columns', factor: 0.5 }],
  fits(shape, { mode }) {
    if (shape.length !== 2) return 'the orthogonal regularizer is for matrices, such as the kernel of a Dense: choose L1 or L2';
    return (shape[mode === 'rows' ? 0 : 1] ?? 0) > 1
      ? null
      : `the orthogonal regularizer needs at least two ${mode}: choose the other mode, or L2`;
  },
});
