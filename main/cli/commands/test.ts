import type { RunRow } from '../../../shared/ipc/rows.ts';
import type { Command } from '../command.ts';
import { findRun, runHelp } from '../findRun.ts';
import { metric } from '../format.ts';
import { withClient } from '../withClient.ts';

export const testCommand: Command = {
  name: 'test',
  operands: 'RUN',
  summary: 'evaluates the test set with the weights of a run, and keeps in the run when and with which',
  help:
    'The test set judges a model that is no longer changed by what it says: look at it once, at the end.\n' +
    runHelp +
    '\n' +
    'With --json it prints the run as one flat object, as "netloom runs" does.',
  options: {
    best: { help: 'the weights that Best checkpoint kept, in place of the newest' },
    json: { help: 'prints the run as one JSON object' },
  },
  count: [1, 1],
  run: (context, [run = ''], options) =>
    withClient(context, async (client) => {
      const weights = options['best'] === true ? 'best' : 'newest';
      const { metrics, ...row } = await client.call('testRun', { run: (await findRun(client, run)).id, weights });
      if (options['json'] === true) context.print(JSON.stringify({ ...row, ...metrics }));
      else context.print(words({ ...row, metrics }));
      return 0;
    }),
};

function words({ number, projectName, testExamples, metrics, tests }: RunRow): string {
  const last = tests.at(-1);
  const values = Object.entries(metrics).filter(([name]) => name.startsWith('test_'));
  return [
    `Run ${number} of "${projectName}", ${last?.weights === 'best' ? 'best' : 'newest'} weights (epoch ${last?.epoch ?? 0}), ${testExamples ?? 0} test examples:`,
    ...values.map(([name, value]) => `  ${name.slice('test_'.length)} ${metric(value)}`),
    ...(tests.length > 1 ? [`This was look ${tests.length} at this test set: what is chosen by it is no longer judged by it.`] : []),
  ].join('\n');
}
