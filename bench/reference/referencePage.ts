import type { ReferenceCase } from './referenceCase.ts';

/** A case with how far we are from the reference. */
export interface Measured {
  readonly own: ReferenceCase;
  readonly difference: number;
}

/** The page docs/reference.md: each item of the catalogue with the number of its cases and the largest difference of any. */
export function referencePage(measured: readonly Measured[]): string {
  const rows = new Map<string, { family: string; kind: string; type: ReferenceCase['type']; cases: number; largest: number }>();
  for (const { own, difference } of measured) {
    const key = `${own.family}/${own.kind}`;
    const row = rows.get(key) ?? { family: own.family, kind: own.kind, type: own.type, cases: 0, largest: 0 };
    rows.set(key, { ...row, cases: row.cases + 1, largest: Math.max(row.largest, difference) });
  }
  return [
    '# Equal to Keras',
    '',
    'Written by `npm run reference`; a test fails when a row is stale. Every case is computed by Keras 3.15 on TensorFlow 2.21 and by us from the same weights on the same',
    'numbers: blocks and activations over 5 steps of SGD, losses over 20, optimizers over 50. The difference is the largest of any loss, weight or prediction at the end, relative where a',
    'number is above 1; at most 1e-4 is allowed. Of a weight that is drawn, size, mean, quantiles and the angles between columns are compared, in units of its size: at most 0.15, for chance.',
    'A block whose training step is drawn is compared in what it predicts. Schedules are compared in the learning rate of every step, at most 1e-6 apart.',
    '',
    '| list | kind | cases | largest difference |',
    '|---|---|---|---|',
    ...[...rows.values()].map(
      ({ family, kind, type, cases, largest }) =>
        `| ${family} | ${kind} | ${cases} | ${type === 'sample' ? `${largest.toFixed(2)}` : largest.toExponential(0)} |`,
    ),
    '',
  ].join('\n');
}

const dash = / \| [^|]+ \|$/gm;
/** The page without its last column: what must not be stale. The measured numbers move with the processor. */
export const withoutNumbers = (page: string): string => page.replace(dash, ' |');
