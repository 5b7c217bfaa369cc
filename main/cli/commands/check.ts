import { inferDocument } from '../../../shared/graph/inferDocument.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { forecastMemory } from '../../../shared/plan/forecastMemory.ts';
import { memoryWords } from '../../../shared/plan/memoryWords.ts';
import { summarize } from '../../../shared/plan/summarize.ts';
import { examineModel } from '../../../shared/run/doctor/index.ts';
import { residentLimit } from '../../data/streaming/residentLimit.ts';
import { exitCodes, type Command } from '../command.ts';
import { loadProject, sayProblem } from '../loadProject.ts';
import { sayFinding } from '../sayFinding.ts';

export const checkCommand: Command = {
  name: 'check',
  operands: 'FILE',
  summary: 'prints the model as a table, or what is wrong with it',
  options: {},
  count: [1, 1],
  run({ print, warn, directory }, [target = '']) {
    const { document } = loadProject(target, directory);
    const built = buildPlan(document);
    if ('problems' in built) {
      for (const problem of built.problems) warn(sayProblem(document, problem));
      return exitCodes.problem;
    }
    print(summarize(built.plan));
    for (const { name, initialFrom, frozen } of built.plan.layers)
      if (initialFrom) print(`"${name}" starts from ${initialFrom.title}${frozen === true ? ', frozen' : ''}.`);
    const forecast = forecastMemory(built.plan, built.plan.batchSize, residentLimit());
    if (forecast) print(memoryWords(forecast, built.plan.batchSize));
    for (const problem of inferDocument(document).problems) warn(sayProblem(document, problem));
    for (const finding of examineModel({ document, before: null })) warn(sayFinding(finding));
    return exitCodes.ok;
  },
};
