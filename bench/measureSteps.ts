import { prepareReference } from '../scripts/test/prepareReference.ts';
import { compareSteps } from './compareSteps.ts';
import type { Measurement } from './measurement.ts';

/** Our training step beside Keras on the same TensorFlow. */
export const measureSteps: Measurement = async (report) => {
  await prepareReference(new AbortController().signal);
  const python = process.env['NETLOOM_PYTHON'];
  if (!python) return '## Training step beside Keras\n\nNot run: Keras could not be had on this machine.';
  const { rows, machine, keras } = await compareSteps(python, report);
  const table = rows.map(
    (row) =>
      `| ${row.name} | ${row.batchSize} | ${row.ours.toFixed(2)} | ${row.keras.toFixed(2)} | ${row.ratio.toFixed(2)} | ${row.low.toFixed(2)} to ${row.high.toFixed(2)} |`,
  );
  return `## Training step beside Keras

Keras ${keras} \`fit\` on the same TensorFlow, Adam, MNIST in memory; ours includes gathering the batch. Both in one run, turn by turn; medians of nine
pairs, and where the middle half of the ratios lies. A ratio above 1 means that Netloom is quicker. ${machine}.

| network | batch | ours, ms | Keras, ms | ratio | middle half |
|---|---|---|---|---|---|
${table.join('\n')}`;
};
