import { float, type FloatParam } from '../params.ts';

/** What is usual to drop: of hidden numbers up to a half, of the inputs of a model up to a fifth (Srivastava et al. 2014). */
export const usualDropout: NonNullable<FloatParam['usual']> = { most: 0.5, atInput: 0.2 };
/** The same of what is never an input itself: a state, attention, words as they are looked up. */
export const hiddenDropout: FloatParam['usual'] = { most: usualDropout.most };

/** A share that is dropped, below 1. */
export const rateParam = (help: string, preset = 0.5, usual: FloatParam['usual'] = usualDropout): FloatParam =>
  float({ default: preset, min: 0, max: 1, exclusiveMax: true, whilePaused: true, usual, help });
