import { availableParallelism, cpus } from 'node:os';
import { openEngine } from '../main/engine/openEngine.ts';
import { compareNetworks, type NetworkRow } from './compareNetworks.ts';
import { matrixLimit } from './matrixLimit.ts';
import type { Measurement } from './measurement.ts';
import { networks, templateNetworks, type Network } from './networks.ts';
import { kerasOnly, onTensorflow, otherFrameworks, type Rival } from './rivals.ts';

interface Comparison {
  readonly title: string;
  /** What is trained, on what. */
  readonly work: string;
  readonly networks: readonly Network[];
  readonly find: () => Promise<readonly Rival[]>;
}

/** Training steps and predictions beside rivals. */
const measureBeside =
  ({ title, work, networks, find }: Comparison): Measurement =>
  async (report) => {
    const rivals = await find();
    if (rivals.length === 0) return `## ${title}\n\nNot run: they could not be had on this machine.`;
    const engine = await openEngine('tensorflow');
    const rows = await compareNetworks(networks, engine, rivals, report);
    const limit = await matrixLimit();
    const share = ({ multiplyAdds, ours }: NetworkRow): string =>
      limit === null ? '-' : `${((100 * multiplyAdds) / ours / limit).toFixed(0)} %`;
    const machine = `${cpus()[0]?.model.trim() ?? process.arch}, ${availableParallelism()} cores; TensorFlow ${engine.version}, Node ${process.version}`;
    const table = rows.map(
      (row) =>
        `| ${row.network} | ${row.work} | ${row.ours.toFixed(2)} | ${share(row)} | ${row.rivals.map((own) => `${own.theirs.toFixed(2)} | ${own.ratio.toFixed(2)} (${own.low.toFixed(2)} to ${own.high.toFixed(2)})`).join(' | ')} |`,
    );
    const slower = rows.flatMap((row) => slowerThan(row));
    return `## ${title}

${work} Every time is the median of nine turns in
milliseconds, every ratio the median of their time over ours in the same turn, and in brackets where the middle half lies; each waits until the threads of the one before are asleep. Above 1, Netloom is quicker. Keras by \`fit\` and
\`predict_on_batch\`, PyTorch with the fused Adam. ${limit === null ? '' : `The limit is what TensorFlow's matrix multiply reaches here on large matrices, ${((2 * limit) / 1e6).toFixed(0)} GFLOP/s; the share counts the multiply-adds of the network, three times for training.`}
${machine}.

| network | work | ours | of the limit | ${rivals.map(({ name }) => `${name} | ratio`).join(' | ')} |
|---|---|---|---|${rivals.map(() => '---|---|').join('')}
${table.join('\n')}

${
  slower.length === 0
    ? 'Netloom is the quickest in every row.'
    : `Where somebody is quicker, and which operations take most of our time there:\n\n| row | quicker | our time goes to |\n|---|---|---|\n${slower.join('\n')}`
}`;
  };

const digits =
  'Adam, 2,048 digits of MNIST in memory; a training step is that of an epoch over 1,920 of them, shuffling and gathering included.';
export const measureSteps = measureBeside({
  title: 'Steps beside Keras and TensorFlow.js on the same TensorFlow',
  work: digits,
  networks,
  find: onTensorflow,
});
export const measurePeers = measureBeside({ title: 'Steps beside JAX and PyTorch', work: digits, networks, find: otherFrameworks });
export const measureTemplates = measureBeside({
  title: 'Every template beside Keras',
  work: 'The templates as they come, with their own data, batch size, optimizer and dropout; without the three whose phases take turns, which `fit` does not do. A training step is that of an epoch over at most 1,920 of the examples, in memory, shuffling and gathering included.',
  networks: templateNetworks,
  find: kerasOnly,
});

/** A row that somebody is quicker in, with the operations that hold ours. */
function slowerThan({ network, work, heldBy, rivals }: NetworkRow): string[] {
  const quicker = rivals.filter(({ ratio }) => ratio < 1).map(({ rival, ratio }) => `${rival} (${ratio.toFixed(2)})`);
  return quicker.length === 0 ? [] : [`| ${network}, ${work} | ${quicker.join(', ')} | ${heldBy} |`];
}
