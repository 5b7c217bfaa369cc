import { bool, float, from, int } from './params.ts';

/** The data choices of a project. */
export const dataParams = {
  dataset: from('datasets', 'mnist', { help: 'Where the examples come from.' }),
  validationSize: float({
    default: 0.2,
    min: 0,
    title: 'Validation',
    help: 'Held out to watch, never trained on. Below 1 a share of the examples, else their number; 0 = none.',
  }),
  testSize: float({
    default: 0,
    min: 0,
    title: 'Test',
    help: 'Held out for one last look, on request only. Below 1 a share, else a number. Not used where the data set brings a test set of its own.',
  }),
  splitSeed: int({ default: 0, min: 0, max: 2 ** 32 - 1, advanced: true, help: 'Which examples are held out.' }),
  stratify: bool({ default: true, advanced: true, help: 'Holds out the same share of every class.' }),
} as const;
