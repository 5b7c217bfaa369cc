import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** State letter and start (clock ticks since boot) of a process on Linux. The name in brackets may hold blanks: count after it. */
function statOf(pid: number): { state: string; start: string } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** When a living process started, as text that differs for a later process of the same number; null where the system does not say. */
export function startOf(pid: number): string | null {
  if (process.platform === 'linux') return statOf(pid)?.start ?? null;
  if (process.platform === 'win32') return null;
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .replaceAll(/\s+/g, '-') || null
    );
  } catch {
    return null;
  }
}

/** Whether a process of this number lives and, where both times are known, is the one that started then. */
export function isAlive(pid: number, start: string | null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // In a container nobody may collect the dead: a zombie still has a number.
  if (process.platform === 'linux' && statOf(pid)?.state === 'Z') return false;
  const now = startOf(pid);
  return start === null || now === null || start === now;
}
