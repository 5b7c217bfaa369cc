import { defineBlock, only } from '../block.ts';

/** What the blocks of a group hand to those outside it. */
export const groupOutput = defineBlock({
  kind: 'groupOutput',
  version: 1,
  title: 'Group output',
  group: 'model',
  structure: true,
  standsIn: 'group',
  summary: 'Inside a group: what the group gives.',
  params: {},
  keras: { name: 'GroupOutput' },
  inputs: [{ name: 'x', help: 'What comes out of the group.' }],
  outputs: [],
  infer(inputs) {
    only(inputs, 'x');
    return {};
  },
  cases: [{ inputs: { x: [[4]] }, output: [], weights: 0 }],
});
