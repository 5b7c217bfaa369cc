import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const entry = statSync(join(folder, name), { throwIfNoEntry: false });
    return sum + (entry?.isFile() ? entry.size : 0);
  }, 0);
}

/**
 * Runs electron's own installer, which downloads into `temporary` and unpacks into its package. Returns null, or why it failed in a few
 * words; it is stopped when not a single new byte has arrived for `patience` milliseconds.
 */
export async function downloadElectron(folder: string, temporary: string, patience: number, signal: AbortSignal): Promise<string | null> {
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const child = spawn(process.execPath, [join(folder, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
  const stop = (): boolean => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  let [bytes, since, stalled] = [0, Date.now(), false];
  const timer = setInterval(
    () => {
      const now = bytesBelow(temporary) + bytesBelow(folder);
      if (now !== bytes) [bytes, since] = [now, Date.now()];
      stalled = Date.now() - since > patience;
      if (stalled) stop();
    },
    Math.min(1000, patience),
  );
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  try {
    const [code] = await once(child, 'close');
    if (code === 0) return null;
    if (stalled) return `nothing arrived for ${patience / 1000} s`;
    // The installer prints the error with its stack: the first line names it.
    const reason = said
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.replace(/^\w*Error: /, '');
    return reason ?? `its installer ended with ${code ?? 'a signal'}`;
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
  }
}
