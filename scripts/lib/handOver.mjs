import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

/**
 * Runs a program on this terminal to its end and returns its exit code. Its folder comes first on the PATH, so that what it starts under
 * the same name is the same program. Ctrl-C reaches it directly, from the terminal; other requests to end are passed on.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function handOver(program, args) {
  const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(program, args, { stdio: 'inherit', env });
  // A terminal sends Ctrl-C to every process in front, so this one only has to outlive its child.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  process.on('SIGINT', () => {
    if (!terminal) child.kill('SIGINT');
  });
  for (const name of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(name, () => child.kill(name));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
