import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly code: number | null;
  /** What ended it from outside, or made it crash. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs a program to its end, without a shell, and returns its exit code and what it wrote. An unknown program ends with code 127, as in a
 * shell. Throws the signal's reason when it is stopped through `signal`.
 */
export function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { environment = process.env, cwd, signal } = options;
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: environment, cwd, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const stop = (): boolean => child.kill('SIGTERM');
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    signal?.addEventListener('abort', stop, { once: true });
    child.stdout.on('data', (part: Buffer) => stdout.push(part));
    child.stderr.on('data', (part: Buffer) => stderr.push(part));
    // An unknown program has no exit: 'error' comes instead of 'close'.
    child.once('error', (error) => resolve({ code: 127, signal: null, stdout: '', stderr: error.message }));
    child.once('close', (code, ended) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code, signal: ended, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** The first of these commands that answers `--version`, or null. */
export async function findCommand(candidates: readonly (readonly string[])[], options: CommandOptions): Promise<readonly string[] | null> {
  for (const candidate of candidates) {
    const [command = '', ...args] = candidate;
    const { code } = await runCommand(command, [...args, '--version'], options);
    if (code === 0) return candidate;
  }
  return null;
}
