import { bool, float, from, int } from './params.ts';

/** What such a number means. */
const shareOrNumber = 'Below 1 it is a share: 0.2 = a fifth of the examples. From 1 on it is a number: 500 = 500 examples. 0 = none.';

/** The data choices of a project. */
export const dataParams = {
  dataset: from('datasets', 'mnist', { help: 'Where the examples come from.' }),
  validationSize: float({
    default: 0.2,
    min: 0,
    title: 'Validation',
    help: `Held out to watch, never trained on. ${shareOrNumber}`,
  }),
  testSize: float({
    default: 0,
    min: 0,
    title: 'Test',
    help: `Held out for one last look, on request only. ${shareOrNumber} Not used where the data set brings a test set of its own.`,
  }),
  splitSeed: int({ default: 0, min: 0, max: 2 ** 32 - 1, advanced: true, help: 'Which examples are held out.' }),
  stratify: bool({ default: true, advanced: true, help: 'Holds out the same share of every class.' }),
} as const;
