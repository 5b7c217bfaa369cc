import { metric } from '../params.ts';

/** What is watched at the end of every epoch. */
export const watchedMetric = metric({
  help: 'What is watched at the end of every epoch. Automatic: the loss on the validation examples, or on the training examples where none are held out.',
});
