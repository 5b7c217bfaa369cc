import { defineBlock, only, SpecProblem } from '../block.ts';
import { losses } from '../losses/index.ts';
import type { Metric } from '../otherItems.ts';
import { choice, column, float, from, isItem, several, text } from '../params.ts';
import { formatShape, sameShape } from '../tensorSpec.ts';

/** A head of the model: its prediction, what it is compared with, and the loss that says how far off it is. */
export const output = defineBlock({
  kind: 'output',
  version: 1,
  title: 'Output',
  group: 'model',
  structure: true,
  standsIn: 'model',
  searchWords: ['head', 'loss'],
  summary: 'A head: what the model gives, the target it is compared with, and the loss; or a tensor to look at.',
  params: {
    use: choice(['train', 'show'], {
      default: 'train',
      help: 'Train: it is compared, and the loss is made small. Show: nothing is compared; what arrives is shown while the model trains, such as the pictures of a generator, and is what an exported model gives.',
    }),
    column: column({
      when: { param: 'use', is: 'train' },
      role: 'target',
      help: 'The column of the data set that it should predict. Automatic takes the only target. A wire to the port "target" takes its place.',
    }),
    loss: from('losses', 'sparseCategoricalCrossentropy', { when: { param: 'use', is: 'train' }, help: 'What training makes small.' }),
    lossWeight: float({
      when: { param: 'use', is: 'train' },
      default: 1,
      min: 0,
      help: 'Weight of this head where there are several.',
      advanced: true,
    }),
    classWeights: choice(['equal', 'balanced', 'given'], {
      when: { param: 'use', is: 'train' },
      default: 'equal',
      advanced: true,
      help: 'How much the examples of each class count in the training loss. Balanced: rare classes count more, so that every class counts alike. Metrics and the validation loss stay as they are.',
    }),
    givenWeights: text({
      default: '',
      advanced: true,
      title: 'Class weights given',
      perClassOf: 'column',
      when: { param: 'classWeights', is: 'given' },
      help: 'A weight for each class, in the order of the classes: 1, 1, 5.',
    }),
    metrics: several('metrics', ['accuracy'], {
      when: { param: 'use', is: 'train' },
      help: 'Watched besides the loss.',
      offers: (item, { loss }) => {
        const target = isItem(loss) ? losses.find(({ kind }) => kind === loss.kind)?.target : undefined;
        // The parser has no other items for this list than metrics.
        const { targets } = item as Metric;
        return target === undefined || (target === 'none' ? targets?.includes(target) === true : (targets?.includes(target) ?? true));
      },
    }),
  },
  keras: { name: 'Output' },
  inputs: [
    { name: 'x', help: 'The prediction.' },
    {
      name: 'target',
      optional: true,
      help: 'What it is compared with, where that is a tensor of the model and not a column: features of another network.',
    },
  ],
  outputs: [],
  infer: (inputs) => {
    const { shape } = only(inputs, 'x');
    const target = inputs['target']?.[0];
    if (target && !sameShape(shape, target.shape))
      throw new SpecProblem(
        `${formatShape(shape)} cannot be compared with a target of ${formatShape(target.shape)}: both must have one shape`,
      );
    return {};
  },
  face: ({ use, loss }) => (use === 'show' ? 'shown' : (losses.find(({ kind }) => kind === loss.kind)?.short ?? loss.kind)),
  cases: [{ inputs: { x: [[10]] }, output: [], weights: 0 }],
});
