import { join } from 'node:path';
import { buildIfStale } from './start/buildIfStale.ts';
import { type Electron, findElectron } from './start/findElectron.ts';
import { hasDisplay, openElectron, openServed } from './start/openStudio.ts';
import { prepareEngine } from './start/prepareEngine.ts';
import { progressLine } from './lib/progressLine.mjs';
import { readOptions } from './lib/readOptions.ts';

/** `npm start [-- --port N] [--served] [--retry-electron]`: prepares what is missing and opens the studio. */
const root = join(import.meta.dirname, '..');
const values = readOptions(
  { port: { type: 'string' }, served: { type: 'boolean', default: false }, 'retry-electron': { type: 'boolean', default: false } },
  'npm start [-- [--port N] [--served] [--retry-electron]]',
);

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());

async function findAndBuildElectron(): Promise<Electron | null> {
  if (values.served) return null;
  if (!hasDisplay()) return { binary: null, obstacle: "There is no screen for Electron's window" };
  const electron = await findElectron(root, { retry: values['retry-electron'], signal: stop.signal });
  if (electron.binary !== null) await buildIfStale(root, ['electron']);
  return electron;
}

async function start(): Promise<number> {
  const line = progressLine(process.stderr);
  // Side by side: the engine waits for the network, the bundler for the processor.
  const [obstacle, electron] = await Promise.all([
    prepareEngine(line, stop.signal),
    findAndBuildElectron(),
    buildIfStale(root, ['renderer']),
  ]);
  line.end();
  if (stop.signal.aborted) return 130;
  if (obstacle !== null) console.error(`TensorFlow is not available, so Netloom trains on a slower engine: ${obstacle}`);
  if (electron !== null && electron.binary !== null) return openElectron(root, electron.binary, stop.signal);
  if (electron !== null) console.error(`${electron.obstacle}, so Netloom opens in the browser.`);
  return openServed(root, values.port, stop.signal);
}

process.exitCode = await start().catch((error: unknown) => {
  if (stop.signal.aborted) return 130;
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
