import { defineBlock, only } from '../block.ts';
import { graphOf, int } from '../params.ts';

/** Most turns of a repeat. */
const mostTurns = 100_000;

/**
 * A graph of the project as one block. What it gives and weighs is that of the blocks inside, which `inferDocument` looks into; declared here
 * is what a block can say: with nothing inside, it passes on what it is given.
 */
export const graph = defineBlock({
  kind: 'graph',
  version: 1,
  title: 'Group',
  group: 'model',
  structure: true,
  searchWords: ['subgraph', 'module', 'stage', 'loop', 'repeat', 'stack', 'nested'],
  summary:
    'Blocks drawn in a graph of their own, as one block. Repeated, it stands for as many copies one after another, each with weights of its own.',
  params: {
    graph: graphOf({ title: 'Blocks inside', help: 'The graph it stands for. Open it with a double click or Enter.' }),
    repeat: int({
      default: 1,
      min: 1,
      max: mostTurns,
      help: 'How many copies stand one after another, each with weights of its own. More than 1 run as a loop, so that thousands are possible, and need an output as large as the input. Inside another repeat they stand one after another in each of its turns.',
    }),
  },
  keras: { name: 'Group' },
  inputs: [{ name: 'x', help: 'What the Group input inside gives.' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: only(inputs, 'x') }),
  face: ({ repeat }) => (repeat === 1 ? '' : `× ${repeat.toLocaleString('en-US')}`),
  cases: [{ inputs: { x: [[4]] }, output: [4], weights: 0 }],
});
