import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { graphSessionName, standardErrorName } from './manifest.ts';
import { runCommand, type CommandResult } from './runCommand.ts';
import { SupplyError } from './supplyError.ts';

/** Our own addons beside a binding. */
export const addonsBeside = (binding: string): readonly string[] =>
  [graphSessionName, standardErrorName].map((name) => join(dirname(binding), name)).filter(existsSync);

/**
 * Loads a binding, and addons after it, in a process of its own, so that one that crashes takes nothing along, and returns the version of TensorFlow it
 * reports. Throws a SupplyError with what the loader said.
 */
export async function tryBinding(
  binding: string,
  { signal, addons = [] }: { readonly signal?: AbortSignal | undefined; readonly addons?: readonly string[] } = {},
): Promise<string> {
  const script = `
    const [, binding, ...addons] = process.argv;
    const { TF_Version } = require(binding);
    for (const addon of addons) require(addon);
    process.stdout.write('version ' + TF_Version);`;
  const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', NODE_OPTIONS: '' };
  const result = await runCommand(process.execPath, ['--input-type=commonjs', '--eval', script, binding, ...addons], {
    environment,
    signal,
  });
  const version = /version (\S+)$/.exec(result.stdout)?.[1];
  if (result.code === 0 && version) return version;
  throw new SupplyError(`TensorFlow's binding cannot be loaded: ${reasonOf(result)}`);
}

/** What TensorFlow writes of itself while all is well: "I0000 00:00:1795889141.510894 16478 port.cc:153] ...". */
const isLog = (line: string): boolean => /^[IW]\d{4} |^WARNING: /.test(line);

/** Node names the error in a line of its own; a loader that gives up leaves one line and ends the process; a crash may leave none. */
function reasonOf({ code, signal, stderr }: CommandResult): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !isLog(line));
  const said = (lines.find((line) => line.includes('Error: ')) ?? lines.at(-1))?.trim();
  if (signal === null) return said ?? `its process ended with exit code ${code}`;
  return `its process crashed (${signal})${said === undefined ? '' : `: ${said}`}`;
}
