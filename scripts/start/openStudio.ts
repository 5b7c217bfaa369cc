import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Whether there is a screen on which a window could open. */
export const hasDisplay = (): boolean => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Runs a program to its end; its exit code. It stands in a process group of its own, so that Ctrl-C on the terminal does not reach it
 * directly: it is asked to end once, through this process, and has time to close cleanly.
 */
function runToEnd(program: string, args: readonly string[], root: string, signal: AbortSignal): Promise<number> {
  // The shell starts the core with the very Node that runs this.
  const env = { ...process.env, NETLOOM_NODE: process.execPath };
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: process.platform !== 'win32' });
  const stop = (): boolean => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** The studio in a window of its own. */
export function openElectron(root: string, binary: string, signal: AbortSignal): Promise<number> {
  return runToEnd(binary, ['.'], root, signal);
}

/** The studio in the browser: it prints its address, and opens it where there is a screen. */
export function openServed(root: string, port: string | undefined, signal: AbortSignal): Promise<number> {
  const args = [...(port === undefined ? [] : ['--port', port]), ...(hasDisplay() ? ['--open'] : [])];
  return runToEnd(process.execPath, [join(root, 'app', 'serve.ts'), ...args], root, signal);
}
