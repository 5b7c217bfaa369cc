import { float, type FloatParam } from '../params.ts';

/** A share that is dropped, below 1. */
export const rateParam = (help: string, preset = 0.5): FloatParam =>
  float({ default: preset, min: 0, max: 1, exclusiveMax: true, whilePaused: true, help });
