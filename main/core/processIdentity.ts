import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Owner } from '../store/runs.ts';

/** Who this process is: its pid and the moment it started, as the operating system tells it. */
export function processIdentity(): Owner {
  return { pid: process.pid, started: readStart(process.pid) ?? new Date(Date.now() - process.uptime() * 1000).toISOString() };
}

/** True while the very process lives, not a later one with its pid. */
export function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is a process, of another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const start = readStart(pid);
  return start === null || start === started;
}

/** The start of a process in the system's own words; null where it cannot be read. */
function readStart(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name, in brackets, may hold spaces. After it the state, and as the 22nd field of the whole line the start in clock ticks since boot.
      const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // A zombie is dead and waits only for its parent to take note.
      if (state === 'Z' || state === 'X') return 'dead';
      const ticks = fields[18];
      return ticks === undefined ? null : `${boot} ${ticks}`;
    }
    if (process.platform === 'darwin')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5000 }).trim() || null;
    return null;
  } catch {
    return null;
  }
}
