import { root, runTool } from './checks/runTool.ts';
import { progressLine } from './lib/progressLine.mjs';
import { readOptions } from './lib/readOptions.ts';
import { locateTensorflow } from '../main/engine/tensorflow/locate.ts';
import { stage } from './package/stage.ts';
import { buildIfStale } from './start/buildIfStale.ts';
import { findElectron } from './start/findElectron.ts';
import { prepareEngine } from './start/prepareEngine.ts';

/** `npm run package [-- --dir]`: installers for this platform into out/packages; with --dir only the unpacked program. */
const values = readOptions({ dir: { type: 'boolean', default: false } }, 'npm run package [-- --dir]');
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

async function makePackage(): Promise<boolean> {
  const electron = await findElectron(root, { retry: true, signal: stop.signal });
  if (electron.binary === null) {
    console.error(`Nothing was packaged: a package holds Electron's own program, and ${electron.obstacle}.`);
    return false;
  }
  const line = progressLine(process.stderr);
  const obstacle = await prepareEngine(line, stop.signal);
  line.end();
  if (obstacle !== null) console.error(`The package will bring no TensorFlow: ${obstacle}`);
  await buildIfStale(root, ['renderer', 'electron']);
  // The build for every machine: the one for a graphics card takes gigabytes and is fetched where there is one.
  const located = locateTensorflow({ gpuRelease: null });
  const engine = located.ready && located.source === 'cache' ? located.binding : null;
  console.log(`staging in ${stage(root, { node: process.execPath, engine })}`);
  const options = ['--publish', 'never', `-c.electronDist=${electron.folder}`, ...(values.dir ? ['--dir'] : [])];
  return runTool('electron-builder', 'electron-builder', options);
}

process.exitCode = await makePackage().then(
  (good) => Number(!good),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  },
);
