import { only, type InputPort, type InputSpecs, type OutputSpecs } from '../block.ts';
import { choice, float, type FloatParam } from '../params.ts';
import { places } from './window.ts';

/** What blocks that change pictures while training, each in its own way, have in common. */
export const augmentation = {
  version: 1,
  group: 'augmentation' as const,
  searchWords: ['data augmentation', 'random'],
  inputs: [{ name: 'x', rank: 3, help: places[2].input }] satisfies InputPort[],
  outputs: [{ name: 'y' }],
  infer: (inputs: InputSpecs): OutputSpecs => ({ y: only(inputs, 'x') }),
};

/** A share, from 0. */
export const factorParam = (preset: number, help: string): FloatParam =>
  float({ default: preset, min: 0, max: 1, whilePaused: true, help });

/** What is seen beyond the edges of a picture that was moved. */
export const fillMode = choice(['reflect', 'nearest', 'wrap', 'constant'], {
  default: 'reflect',
  advanced: true,
  help: "What is seen beyond the edge: 'reflect' the picture in a mirror, 'nearest' its last pixel, 'wrap' its other side, 'constant' zeros.",
});

/** Lowest and highest number of a pixel. */
export const range = ['lowest', 'highest'] as const;
