import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Throws an Error in words when this Node cannot even begin.
 * @param {string} version such as "20.11.0"
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return;
  throw new Error(`Netloom needs Node 20.11 or newer to start, and this is Node ${version}: install a newer one from https://nodejs.org`);
}

/**
 * The Node 24 that runs Netloom: the one that npm installed for this platform, else this very process when it is new enough.
 * @param {string} root folder of package.json
 * @returns {string} path of the program
 */
export function findNode24(root) {
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const installed = join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(installed)) return installed;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `Netloom runs on Node 24, which npm offers for Linux and Windows only. On ${process.platform} ${process.arch}, install Node 24 or newer from https://nodejs.org and start again.`,
  );
}
