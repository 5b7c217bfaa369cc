import { defineBlock, only } from '../block.ts';
import { losses } from '../losses/index.ts';
import type { Metric } from '../otherItems.ts';
import { choice, column, float, from, isItem, several, text } from '../params.ts';

/** A head of the model: its prediction, what it is compared with, and the loss that says how far off it is. */
export const output = defineBlock({
  kind: 'output',
  version: 1,
  title: 'Output',
  group: 'model',
  structure: true,
  standsIn: 'model',
  searchWords: ['head', 'loss'],
  summary: 'A head: what the model gives, the target it is compared with, and the loss.',
  params: {
    column: column({ role: 'target', help: 'The column of the data set that it should predict. Automatic takes the only target.' }),
    loss: from('losses', 'sparseCategoricalCrossentropy', { help: 'What training makes small.' }),
    lossWeight: float({ default: 1, min: 0, help: 'Weight of this head where there are several.', advanced: true }),
    classWeights: choice(['equal', 'balanced', 'given'], {
      default: 'equal',
      advanced: true,
      help: 'How much the examples of each class count in the training loss. Balanced: rare classes count more, so that every class counts alike. Metrics and the validation loss stay as they are.',
    }),
    givenWeights: text({
      default: '',
      advanced: true,
      title: 'Class weights given',
      when: { param: 'classWeights', is: 'given' },
      help: 'A weight for each class, in the order of the classes: 1, 1, 5.',
    }),
    metrics: several('metrics', ['accuracy'], {
      help: 'Watched besides the loss.',
      offers: (item, { loss }) => {
        const target = isItem(loss) ? losses.find(({ kind }) => kind === loss.kind)?.target : undefined;
        // The parser has no other items for this list than metrics.
        const { targets } = item as Metric;
        return target === undefined || targets === undefined || targets.includes(target);
      },
    }),
  },
  keras: { name: 'Output' },
  inputs: [{ name: 'x', help: 'The prediction.' }],
  outputs: [],
  infer: (inputs) => {
    only(inputs, 'x');
    return {};
  },
  face: ({ loss }) => losses.find(({ kind }) => kind === loss.kind)?.short ?? loss.kind,
  cases: [{ inputs: { x: [[10]] }, output: [], weights: 0 }],
});
