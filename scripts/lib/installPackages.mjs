import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
 * `npm ci`, unless it is not needed. Throws an Error in words when npm fails; what npm said is on the terminal by then.
 * @param {string} root folder of package.json
 */
export async function installPackages(root) {
  if (isInstalled(root)) return;
  console.error("Installing Netloom's packages with npm, once for this checkout ...");
  // npm itself, when this was started by npm; else the one on the PATH, which on Windows is a command file and needs a shell.
  const npm = process.env.npm_execpath;
  // Warnings would be about the Node that starts npm, which is not the one that Netloom runs on.
  const ci = ['ci', '--loglevel', 'error'];
  const [program, args, shell] = npm?.endsWith('.js') ? [process.execPath, [npm, ...ci], false] : ['npm', ci, process.platform === 'win32'];
  const child = spawn(program, args, { cwd: root, shell, stdio: ['ignore', 2, 2] });
  const code = await new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error('npm was not found: it comes with Node, install it from https://nodejs.org')));
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error('npm could not install the packages; its reason stands above. Check the connection and start again.');
}
