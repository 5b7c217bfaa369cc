import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** The file behind a package's command, so that it runs in this very Node on every platform. */
export function commandFile(name: string, command: string): string {
  const file = join(root, 'node_modules', name, 'package.json');
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'));
  const path = typeof bin === 'string' ? bin : bin[command];
  if (path === undefined) throw new Error(`the package ${name} has no command ${command}`);
  return join(dirname(file), path);
}

/** Runs a command of an installed package on this terminal, in the repository's root; whether it ended well. */
export function runTool(
  name: string,
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const child = spawn(process.execPath, [commandFile(name, command), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}
