import type { RunRow } from '../../../shared/ipc/rows.ts';
import { trainedTime } from '../../../shared/run/trainedTime.ts';
import type { Command } from '../command.ts';
import { findRun, runHelp } from '../findRun.ts';
import { duration, metric, table } from '../format.ts';
import { layerTable, layerValues } from '../layerTable.ts';
import { readLines } from '../readLines.ts';
import { runWords } from '../runWords.ts';
import { withClient } from '../withClient.ts';

export const runsCommand: Command = {
  name: 'runs',
  operands: '[RUN]',
  summary: 'lists the training runs, the newest first, or tells of one: its numbers, and what was watched of each layer',
  help:
    'Of a run it tells how the norms of gradients and weights, saturated units and weights near zero went in each layer, as far as they were watched.\n' +
    runHelp,
  options: { json: { help: 'prints one JSON object a line' } },
  count: [0, 1],
  run: (context, [name], options) =>
    withClient(context, async (client) => {
      if (name !== undefined) {
        const run = await findRun(client, name);
        const lines = await readLines(client, run.id, 'epoch');
        if (options['json'] !== true) context.print(runWords(run, layerTable(lines)));
        else context.print(JSON.stringify({ ...run, ...run.metrics, metrics: undefined, layers: Object.fromEntries(layerValues(lines)) }));
        return 0;
      }
      const runs = await client.call('listRuns', {});
      if (options['json'] === true) for (const { metrics, ...run } of runs) context.print(JSON.stringify({ ...run, ...metrics }));
      else if (runs.length === 0) context.print('There are no runs yet. Start one with: netloom train mnist-cnn');
      else
        context.print(
          table(
            ['RUN', 'PROJECT', 'NO', 'STATE', 'ENGINE', 'EPOCHS', 'LOSS', 'VAL LOSS', 'ACCURACY', 'VAL ACCURACY', 'TIME', 'BEGUN'],
            runs.map(line),
            [2, 5, 6, 7, 8, 9, 10],
          ),
        );
      return 0;
    }),
};

function line(run: RunRow): string[] {
  const value = (name: string): string => {
    const found = run.metrics[name];
    return found === undefined ? '' : metric(found);
  };
  const numbers = ['loss', 'val_loss', 'accuracy', 'val_accuracy'].map(value);
  const trained = trainedTime(run, Date.now());
  const begun = new Date(run.created - new Date(run.created).getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  return [
    run.id,
    run.projectName,
    String(run.number),
    run.state,
    run.engine ?? '',
    `${run.epoch}/${run.epochs}`,
    ...numbers,
    trained === null ? '' : duration(trained),
    begun,
  ];
}
