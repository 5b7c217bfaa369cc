import { defineBlock } from '../block.ts';
import { floatSpec } from '../tensorSpec.ts';

/** Where the blocks of a group get what the group is given: `inferDocument` says what that is. */
export const groupInput = defineBlock({
  kind: 'groupInput',
  version: 1,
  title: 'Group input',
  group: 'model',
  structure: true,
  standsIn: 'group',
  summary: 'Inside a group: what arrives at the group.',
  params: {},
  keras: { name: 'GroupInput' },
  inputs: [],
  outputs: [{ name: 'y' }],
  infer: () => ({ y: floatSpec([]) }),
  cases: [{ inputs: {}, output: [], weights: 0 }],
});
