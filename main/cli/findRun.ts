import type { Client } from '../../shared/ipc/client.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';

/** How a run is named, for the help of commands. */
export const runHelp =
  'RUN is its number (as the studio shows it; PROJECT/NUMBER where several projects have one), its id, or how that begins, as far as no other begins so. "netloom runs" lists them.';

/** Runs that fit are listed so far. */
const listed = 8;

/**
 * The run that is meant by its id, its number, its project's name and number (`XOR/2`), or the front of its id. Where nothing fits, or several do, a ContractError says
 * so, with what there is.
 */
export async function findRun(client: Pick<Client, 'call'>, name: string): Promise<RunRow> {
  // Newest first.
  const runs = await client.call('listRuns', {});
  const wanted = name.trim().toLowerCase();
  const [, project = null, number = wanted] = /^(.*)\/(\d+)$/s.exec(wanted) ?? [];
  const ways: readonly ((run: RunRow) => boolean)[] = [
    ({ id }) => id.toLowerCase() === wanted,
    (run) =>
      /^\d+$/.test(number) &&
      run.number === Number(number) &&
      (project === null || run.projectName.toLowerCase() === project || run.projectId.toLowerCase() === project),
    ({ id }) => wanted !== '' && (id.toLowerCase().startsWith(wanted) || id.toLowerCase().split('-').slice(1).join('-').startsWith(wanted)),
  ];
  for (const fits of ways) {
    const found = runs.filter(fits);
    const [only] = found;
    if (only && found.length === 1) return only;
    if (only) throw new ContractError('conflict', severalWords(name, found));
  }
  const rest = runs.length === 0 ? 'there are no runs yet' : '"netloom runs" lists those that there are';
  throw new ContractError('notFound', `There is no run "${name}": ${rest}.`);
}

function severalWords(name: string, found: readonly RunRow[]): string {
  const own = found.slice(0, listed).map(({ id, number, projectName }) => `  ${id}  run ${number} of "${projectName}"`);
  const more = found.length > listed ? [`  and ${found.length - listed} more`] : [];
  const byNumber =
    found.every(({ number }) => number === found[0]?.number) && new Set(found.map((run) => run.projectName)).size === found.length;
  const how = byNumber && found[0] ? `its id, or as "${found[0].projectName}/${found[0].number}"` : 'its id';
  return [`"${name}" fits ${found.length} runs: name the one that is meant by ${how}.`, ...own, ...more].join('\n');
}
