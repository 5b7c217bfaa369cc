import type { ProjectDocument } from '../../shared/graph/document.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import { scriptResult, type ScriptResult } from '../../shared/ipc/rows.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { exportDirectory } from './exportDirectory.ts';
import { inThread } from './inThread.ts';
import type { Runs } from './runs/makeRuns.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './writeScriptThread.ts' : './writeScriptThread.js', import.meta.url);

/** Writes a project as a Keras script with its examples, in a thread of its own. `asked` is where to write. Rejects with words for the user. */
export function writeScript(
  { folder, runs }: { readonly folder: string; readonly runs: Pick<Runs, 'weightFiles'> },
  document: ProjectDocument,
  asked: string | undefined,
): Promise<ScriptResult> {
  const built = buildPlan(document);
  if ('problems' in built)
    throw new ContractError(
      'conflict',
      `The model has to be whole before it can be written: ${built.problems[0]?.message ?? 'it has problems'}.`,
    );
  const directory = exportDirectory(folder, `${document.name} keras`, asked);
  const weights = runs.weightFiles(built.plan);
  return inThread({ file, data: { plan: built.plan, directory, weights }, parser: scriptResult, failure: 'the script cannot be written' });
}
