import type { Item } from '../item.ts';
import { from, int, optional, text } from '../params.ts';

const params = {
  name: text({
    default: 'phase',
    help: 'What blocks and Outputs call it in their field Phase, and what its loss is called: letters, digits, _ and -.',
  }),
  optimizer: optional(from('optimizers', 'adam', { help: "An optimizer of its own; without it, the project's." }), "The project's"),
  repeats: int({
    default: 1,
    min: 1,
    max: 1000,
    help: 'Steps in a row before the next phase has its turn. Each step has a batch of its own.',
  }),
  firstEpoch: int({ default: 1, min: 1, advanced: true, help: 'The first epoch in which it has a turn.' }),
  lastEpoch: optional(int({ default: 1, min: 1, advanced: true, help: 'The last epoch in which it has a turn; without it, to the end.' })),
} as const;

/** A kind of step of a training that has several: which Outputs it trains by and which blocks it trains stands at these. */
export const phase: Item<typeof params> = {
  kind: 'phase',
  title: 'Phase',
  summary:
    'A step that trains some blocks by some Outputs, in turns with the other phases: the judge and the generator of a GAN, or one network first and another on top of it.',
  params,
  rules: [
    { holds: ({ name }) => /^[\w-]{1,40}$/.test(name), param: 'name', message: 'a name has up to 40 letters, digits, _ and -' },
    {
      holds: ({ firstEpoch, lastEpoch }) => lastEpoch === null || lastEpoch >= firstEpoch,
      param: 'lastEpoch',
      message: 'the last epoch must not come before the first',
    },
  ],
  keras: { name: 'Phase' },
};
