import { parseArgs } from 'node:util';
import { dataFolder } from '../core/dataFolder.ts';
import type { Joined } from '../local/joinCore.ts';
import { openBrowser } from './openBrowser.ts';
import { startServer } from './startServer.ts';

export interface ServeParts {
  /** The built window. */
  readonly files: string;
  readonly join: (options: { folder: string; keepWarm: boolean; tell: (notice: string) => void }) => Promise<Joined>;
}

/**
 * Serves the studio until the process is asked to end. Prints the address on a line of its own. Gives the exit code: 0 after a clean
 * end, 1 for a problem (one sentence on stderr), 2 for wrong usage.
 */
export async function runServe(args: readonly string[], { files, join }: ServeParts): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  const folder = dataFolder();
  let joined: Joined | undefined;
  try {
    const core = await join({ folder, keepWarm: true, tell: (notice) => process.stderr.write(`${notice}\n`) });
    joined = core;
    const server = await startServer({ folder, files, port: options.port, serve: (port) => core.serve(port) });
    const wish = asked();
    const address = server.address();
    process.stdout.write(`Netloom is open at ${address}\n`);
    if (process.stdin.isTTY) {
      process.stderr.write('The address is good for one browser. Press Enter for another address, Ctrl-C to end.\n');
      process.stdin.on('data', () => process.stdout.write(`Another address, for one browser: ${server.address()}\n`));
      process.stdin.unref();
    }
    if (options.open) openBrowser(address, () => process.stderr.write('No browser could be opened: open the address above in one.\n'));
    await wish;
    const patience = setTimeout(
      () => process.stderr.write('Stopping what trains, with checkpoints. Press Ctrl-C again to end at once.\n'),
      700,
    );
    await Promise.all([server.close(), core.close()]);
    clearTimeout(patience);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await joined?.close();
    return 1;
  }
}

function readOptions(args: readonly string[]): { port: number; open: boolean } | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string', default: '0' }, open: { type: 'boolean', default: false } },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65535) return `--port must be a number from 0 to 65535, not "${values.port}".`;
    return { port, open: values.open };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} Usage: netloom serve [--port N] [--open]`;
  }
}

/** Waits for the wish to end. A second one ends the process at once. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    let before = false;
    const end = (): void => {
      if (before) process.exit(130);
      before = true;
      resolve();
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    process.on('SIGHUP', end);
  });
}
