#!/usr/bin/env node
// The command `netloom` of a checkout, from any Node: app/cli.ts in Node 24. `npm run netloom` comes this way too: npm passes Ctrl-C on to
// its child, which the terminal reached already, and a second Ctrl-C means "at once".
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, findNode24 } from './lib/findNode.mjs';
import { handOver } from './lib/handOver.mjs';
import { isInstalled } from './lib/installPackages.mjs';

// Through a link of npm this file has another name: the checkout is where it really lies.
const root = join(dirname(realpathSync(fileURLToPath(import.meta.url))), '..');
try {
  checkNode(process.versions.node);
  if (!isInstalled(root)) throw new Error(`The packages of Netloom in ${root} are not installed, or are out of date: run "npm ci" there.`);
  process.exitCode = await handOver(findNode24(root), [join(root, 'app', 'cli.ts'), ...process.argv.slice(2)]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
