import { availableParallelism, cpus } from 'node:os';
import { openEngine } from '../main/engine/openEngine.ts';
import { compareNetworks, type NetworkRow } from './compareNetworks.ts';
import type { Measurement } from './measurement.ts';
import { findRivals } from './rivals.ts';

/** Training steps and predictions beside Keras on TensorFlow and on JAX, and PyTorch. */
export const measureSteps: Measurement = async (report) => {
  const rivals = await findRivals();
  if (rivals.length === 0) return '## Steps beside other frameworks\n\nNot run: neither Keras nor PyTorch could be had on this machine.';
  const engine = await openEngine('tensorflow');
  const rows = await compareNetworks(engine, rivals, report);
  const machine = `${cpus()[0]?.model.trim() ?? process.arch}, ${availableParallelism()} cores; TensorFlow ${engine.version}, Node ${process.version}`;
  const table = rows.map(
    (row) =>
      `| ${row.network} | ${row.work} | ${row.ours.toFixed(2)} | ${row.rivals.map((own) => `${own.theirs.toFixed(2)} | ${own.ratio.toFixed(2)} (${own.low.toFixed(2)} to ${own.high.toFixed(2)})`).join(' | ')} |`,
  );
  const slower = rows.flatMap((row) => slowerThan(row));
  return `## Steps beside other frameworks

Adam, MNIST in memory (28 × 28 × 1), shuffled; every time is the median of nine turns in milliseconds, every ratio the median of their time over ours in the
same turn, and in brackets where the middle half lies. Above 1, Netloom is quicker. Keras by \`fit\` and \`predict_on_batch\`, PyTorch with the fused Adam.
${machine}.

| network | work | ours | ${rivals.map(({ name }) => `${name} | ratio`).join(' | ')} |
|---|---|---|${rivals.map(() => '---|---|').join('')}
${table.join('\n')}

${slower.length === 0 ? 'Netloom is the quickest in every row.' : `Slower than a rival: ${slower.join('; ')}.`}`;
};

const slowerThan = ({ network, work, rivals }: NetworkRow): string[] =>
  rivals.filter(({ ratio }) => ratio < 1).map(({ rival, ratio }) => `${network}, ${work}, than ${rival} (${ratio.toFixed(2)})`);
