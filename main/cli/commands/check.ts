import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { inferDocument } from '../../../shared/graph/inferDocument.ts';
import { batchWords } from '../../../shared/plan/batchWords.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { examplesOf } from '../../../shared/plan/expectedSteps.ts';
import { forecastMemory } from '../../../shared/plan/forecastMemory.ts';
import { memoryWords } from '../../../shared/plan/memoryWords.ts';
import { summarize } from '../../../shared/plan/summarize.ts';
import type { Finding } from '../../../shared/run/doctor/finding.ts';
import { examineModel } from '../../../shared/run/doctor/index.ts';
import { memoryWarning } from '../../train/memoryAdvice.ts';
import { residentLimit } from '../../data/streaming/residentLimit.ts';
import { projectOptions } from '../changedProject.ts';
import { chosenProject } from '../chosenProject.ts';
import { exitCodes, type CliContext, type Command } from '../command.ts';
import { refuse, sayProblem } from '../loadProject.ts';
import { sayFinding } from '../sayFinding.ts';
import { runBefore, scalingAdvice } from '../scalingAdvice.ts';
import { splitWords } from '../splitWords.ts';
import { withClient } from '../withClient.ts';

export const checkCommand: Command = {
  name: 'check',
  operands: 'FILE|TEMPLATE',
  summary: 'prints the model as a table, or what is wrong with it',
  options: projectOptions,
  count: [1, 1],
  async run(context, [target = ''], options) {
    const { print, warn, directory } = context;
    const document = chosenProject(target, directory, options).document;
    const built = buildPlan(document);
    if ('problems' in built) return refuse(context, document, built.problems);
    print(summarize(built.plan));
    for (const { name, initialFrom, frozen } of built.plan.layers)
      if (initialFrom) print(`"${name}" starts from ${initialFrom.title}${frozen === true ? ', frozen' : ''}.`);
    const forecast = forecastMemory(built.plan, built.plan.batchSize, residentLimit());
    for (const line of splitWords(document)) print(line);
    print(batchWords(built.plan.batchSize, examplesOf(built.plan.data)));
    if (forecast) print(memoryWords(forecast, built.plan.batchSize));
    const warning = memoryWarning(built.plan);
    if (warning !== null) warn(`Note: ${warning}`);
    for (const problem of inferDocument(document).problems) warn(sayProblem(document, problem));
    for (const finding of [...examineModel({ document, before: null }), ...(await besideLastRun(context, document))])
      warn(sayFinding(finding));
    return exitCodes.ok;
  },
};

/** What the project's newest run says of it, where there is one. A model can be checked without a data folder, too. */
async function besideLastRun(context: CliContext, document: ProjectDocument): Promise<readonly Finding[]> {
  try {
    return await withClient({ ...context, warn: () => {} }, async (client) =>
      scalingAdvice(client, document, await runBefore(client, document.id)),
    );
  } catch {
    return [];
  }
}
