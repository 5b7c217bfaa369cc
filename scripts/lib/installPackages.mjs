import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { progressLine } from './progressLine.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */

/**
 * @param {string} file
 * @returns {Packages | null} null where the file is missing or half written
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether node_modules holds what package-lock.json says. npm notes what it installed in a file of its own there, as its last act, so an
 * interrupted installation counts as none. Optional packages may be missing: they belong to other platforms.
 * @param {string} root folder of package.json
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const found = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null) throw new Error(`package-lock.json in ${root} cannot be read: is this a whole checkout of Netloom?`);
  if (found === null) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const there = found[path];
    return path === '' || (there === undefined ? optional === true : there.version === version);
  });
}

/**
 * How many of the packages that this platform needs lie in node_modules already. npm unpacks them one after the other.
 * @param {string} root folder of package.json
 */
export function countInstalled(root) {
  const wanted = Object.entries(readPackages(join(root, 'package-lock.json')) ?? {}).filter(
    ([path, { optional }]) => path !== '' && optional !== true,
  );
  return { found: wanted.filter(([path]) => existsSync(join(root, path, 'package.json'))).length, wanted: wanted.length };
}

/** Milliseconds between two looks at how far npm is. */
const lookEvery = 500;

/**
 * `npm ci`, unless it is not needed. Throws an Error in words when npm fails; what npm said is on the stream by then.
 * @param {string} root folder of package.json
 * @param {Parameters<typeof progressLine>[0]} stream
 */
export async function installPackages(root, stream = process.stderr) {
  if (isInstalled(root)) return;
  stream.write(
    "Installing Netloom's packages with npm, once for this checkout. This takes about a minute, or several where the network is slow.\n",
  );
  // npm itself, when this was started by npm; else the one on the PATH, which on Windows is a command file and needs a shell.
  const npm = process.env.npm_execpath;
  // Warnings would be about the Node that starts npm, which is not the one that Netloom runs on. Progress is shown here.
  const ci = ['ci', '--loglevel', 'error', '--no-progress'];
  const [program, args, shell] = /\.[cm]?js$/.test(npm ?? '')
    ? [process.execPath, [String(npm), ...ci], false]
    : ['npm', ci, process.platform === 'win32'];
  const child = spawn(program, args, { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', (text) => (said += text));
  const line = progressLine(stream);
  const look = () => {
    const { found, wanted } = countInstalled(root);
    line.show('Installing packages', wanted === 0 ? null : found / wanted, `${found} of ${wanted}`);
  };
  const looking = setInterval(look, lookEvery);
  const code = await new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error('npm was not found: it comes with Node, install it from https://nodejs.org')));
    child.once('close', resolve);
  }).finally(() => {
    clearInterval(looking);
    line.end();
  });
  if (code === 0) return;
  stream.write(said);
  throw new Error('npm could not install the packages; its reason stands above. Check the connection and start again.');
}
