import type { ProjectDocument } from '../../shared/graph/document.ts';
import type { Client } from '../../shared/ipc/client.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { asTrained } from '../../shared/run/asTrained.ts';
import type { Finding } from '../../shared/run/doctor/finding.ts';
import { examineModel } from '../../shared/run/doctor/index.ts';
import { linearScaling } from '../../shared/run/doctor/model/linearScaling.ts';

/** The newest run of a project, of those before a run of this number. */
export const runBefore = async (client: Pick<Client, 'call'>, project: string, number = Infinity): Promise<RunRow | null> =>
  // Runs come newest first.
  (await client.call('listRuns', {})).find((run) => run.projectId === project && run.number < number) ?? null;

/** What the doctor says of a batch size that is another one than that of the run before, at the same learning rate. */
export async function scalingAdvice(
  client: Pick<Client, 'call'>,
  document: ProjectDocument,
  before: RunRow | null,
): Promise<readonly Finding[]> {
  if (!before) return [];
  const trained = asTrained(await client.call('getRunDocument', { run: before.id }), before);
  const findings = examineModel({ document, before: { number: before.number, document: trained } });
  return findings.filter(({ rule }) => rule === linearScaling.kind);
}
