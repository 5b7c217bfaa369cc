import { examineRun } from '../../../shared/run/doctor/index.ts';
import { asTrained } from '../../../shared/run/asTrained.ts';
import { exitCodes, type Command } from '../command.ts';
import { findRun, runHelp } from '../findRun.ts';
import { readLines } from '../readLines.ts';
import { sayFinding } from '../sayFinding.ts';
import { runBefore, scalingAdvice } from '../scalingAdvice.ts';
import { withClient } from '../withClient.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  operands: '[RUN]',
  summary: 'says what went wrong in a run, why, and what helps: overfitting, a loss that does not fall, gradients that vanish',
  help:
    'Without a name it takes the newest run. "netloom check" says what can be said of a model before it is trained. With --json each line is one flat object.\n' +
    runHelp,
  options: { json: { help: 'prints one JSON object a line' } },
  count: [0, 1],
  run: (context, [name], options) =>
    withClient(context, async (client) => {
      const run = name === undefined ? (await client.call('listRuns', {}))[0] : await findRun(client, name);
      if (!run) {
        context.warn('There are no runs yet. Start one with: netloom train mnist-cnn');
        return exitCodes.problem;
      }
      const { state, reason } = run;
      const document = asTrained(await client.call('getRunDocument', { run: run.id }), run);
      const findings = [
        ...examineRun({ document, state, reason, lines: await readLines(client, run.id) }),
        ...(await scalingAdvice(client, document, await runBefore(client, run.projectId, run.number))),
      ];
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
