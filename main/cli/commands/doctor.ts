import type { SeriesPoints } from '../../../shared/ipc/rows.ts';
import { readPoints } from '../../../shared/ipc/readPoints.ts';
import { examineRun } from '../../../shared/run/doctor/index.ts';
import type { RunLine } from '../../../shared/run/doctor/rule.ts';
import { exitCodes, type Command } from '../command.ts';
import { sayFinding } from '../sayFinding.ts';
import { withClient } from '../withClient.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  operands: '[RUN]',
  summary: 'says what went wrong in a run, why, and what helps: overfitting, a loss that does not fall, gradients that vanish',
  help: 'Without a name it takes the newest run. "netloom check" says what can be said of a model before it is trained. With --json each line is one flat object.',
  options: { json: { help: 'prints one JSON object a line' } },
  count: [0, 1],
  run: (context, [name], options) =>
    withClient(context, async (client) => {
      const run = name === undefined ? (await client.call('listRuns', {}))[0] : await client.call('getRun', { run: name });
      if (!run) {
        context.warn('There are no runs yet. Start one with: netloom train mnist-cnn');
        return exitCodes.problem;
      }
      const pages: SeriesPoints[] = [];
      for await (const page of readPoints(client, run.id)) pages.push(...page);
      const { state, reason } = run;
      const document = await client.call('getRunDocument', { run: run.id });
      const findings = examineRun({ document, state, reason, lines: lines(pages) });
      for (const finding of findings) {
        const { rule, title, seen, reason: why, remedy } = finding;
        context.print(
          options['json'] === true ? JSON.stringify({ run: run.id, rule, title, seen, reason: why, remedy }) : sayFinding(finding),
        );
      }
      if (findings.length === 0 && options['json'] !== true)
        context.print(`Nothing is wrong with Run ${run.number} of "${run.projectName}" as far as was measured.`);
      return exitCodes.ok;
    }),
};

/** Pages of points as whole lines. */
function lines(pages: readonly SeriesPoints[]): RunLine[] {
  const found = new Map<number, RunLine & { readonly points: RunLine['points'][number][] }>();
  for (const { series, points } of pages) {
    const line = found.get(series.id) ?? { ...series, points: [] };
    found.set(series.id, line);
    for (const point of points) line.points.push(point);
  }
  return [...found.values()];
}
