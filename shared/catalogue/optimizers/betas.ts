import { float, type FloatParam } from '../params.ts';

const beta = (value: number, title: string, help: string): FloatParam =>
  float({ default: value, min: 0, max: 1, exclusiveMax: true, title, help });
/** The two shares of Adam and its family, each said in words by the optimizer. */
export const beta1 = (value: number, help = 'How slowly the mean of the gradients forgets.'): FloatParam => beta(value, 'Beta 1', help);
export const beta2 = (value: number, help = 'How slowly the mean of their squares forgets.'): FloatParam => beta(value, 'Beta 2', help);

/** What keeps a division away from 0. */
export const epsilon = (value: number): FloatParam =>
  float({ default: value, min: 0, advanced: true, help: 'Keeps the division away from 0.' });
