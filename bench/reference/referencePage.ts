import { isPlain, type ReferenceCase } from './referenceCase.ts';
import { standsFor, techniques } from './techniques.ts';

/** A case with how far we are from the reference. */
export interface Measured {
  readonly own: ReferenceCase;
  readonly difference: number;
}

const keras = 'Keras';
const against = (own: ReferenceCase): string => (isPlain(own) ? own.against : keras);

/** The largest difference of cases; of what is drawn, in two digits, as it is no rounding. */
function largest(measured: readonly Measured[]): string {
  const of = (drawn: boolean): number[] =>
    measured.filter(({ own }) => (own.type === 'sample') === drawn).map(({ difference }) => difference);
  const [numbers, samples] = [of(false), of(true)];
  return [
    ...(numbers.length > 0 ? [Math.max(...numbers).toExponential(0)] : []),
    ...(samples.length > 0 ? [`${Math.max(...samples).toFixed(2)}${numbers.length > 0 ? ' of drawn weights' : ''}`] : []),
  ].join(', ');
}

/** What cases are compared with, each once, Keras first. */
const references = (measured: readonly Measured[]): string =>
  [...new Set(measured.map(({ own }) => against(own)))]
    .toSorted((a, b) => Number(b === keras) - Number(a === keras) || a.localeCompare(b))
    .join('; ');

/** Most kinds of a list that are named one by one. */
const named = 6;

/** The kinds that stand for a technique, list by list. */
function standing(measured: readonly Measured[]): string {
  const lists = Object.groupBy(measured, ({ own }) => own.family);
  return Object.entries(lists)
    .map(([family, own = []]) => {
      const kinds = [...new Set(own.map(({ own: { kind } }) => kind))];
      return `${family}: ${kinds.length > named ? `${kinds.length} kinds` : kinds.join(', ')}`;
    })
    .join('; ');
}

/** The page docs/reference.md: each technique, and then each kind, with the number of its cases, the largest difference of any, and what it is compared with. */
export function referencePage(measured: readonly Measured[]): string {
  const kinds = Object.values(Object.groupBy(measured, ({ own: { family, kind } }) => `${family}/${kind}`));
  return [
    '# Equal to Keras, or to a second implementation',
    '',
    'Written by `npm run reference`; a test fails when a row is stale, when a technique has nothing that stands for it, and when a kind stands for none.',
    'What is compared with Keras is computed by Keras 3.15 on TensorFlow 2.21 and by us from the same weights on the same',
    'numbers: blocks and activations over 5 steps of SGD, losses over 20, optimizers over 50, whole templates over 20. The difference is the largest of any loss, weight or prediction at the end, relative where a',
    'number is above 1; at most 1e-4 is allowed. Of a weight that is drawn, size, mean, quantiles and the angles between columns are compared, in units of its size: at most 0.15, for chance.',
    'A block whose training step is drawn is compared with Keras in what it predicts, and with a plain loop over the same draws in what it makes of them. Schedules are compared in the learning rate of every step, callbacks in',
    'what they make of every epoch, at most 1e-6 apart. What Keras lacks is written a second time in `bench/reference/plain`, in plain numbers.',
    '',
    '## By technique',
    '',
    '| row | technique | what stands for it | cases | largest difference | compared with |',
    '|---|---|---|---|---|---|',
    ...techniques.map((technique) => {
      const own = measured.filter((one) => standsFor(technique, one.own));
      return `| ${technique.row} | ${technique.title} | ${standing(own)} | ${own.length} | ${largest(own)} | ${references(own)} |`;
    }),
    '',
    '## By kind',
    '',
    '| list | kind | cases | largest difference | compared with |',
    '|---|---|---|---|---|',
    ...kinds.map((own = []) => {
      const [first] = own;
      return `| ${first?.own.family} | ${first?.own.kind} | ${own.length} | ${largest(own)} | ${references(own)} |`;
    }),
    '',
  ].join('\n');
}

const numbers = /\| [^|]+ \| ([^|]+) \|$/gm;
/** The page without its measured numbers, which move with the processor: what must not be stale. */
export const withoutNumbers = (page: string): string => page.replace(numbers, '| $1 |');
