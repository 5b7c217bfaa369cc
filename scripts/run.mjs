// `npm start`, `npm test` and the others begin here: node scripts/run.mjs SCRIPT [ARGUMENTS]
// Any Node from 20 on runs this file, straight after `git clone`: it installs the packages when they are missing or out of date and hands
// over to scripts/SCRIPT.ts in Node 24.
import { join } from 'node:path';
import { checkNode, findNode24 } from './lib/findNode.mjs';
import { handOver } from './lib/handOver.mjs';
import { installPackages } from './lib/installPackages.mjs';

const root = join(import.meta.dirname ?? '.', '..');
const [script = '', ...args] = process.argv.slice(2);

try {
  checkNode(process.versions.node);
  await installPackages(root);
  process.exitCode = await handOver(findNode24(root), [join(root, 'scripts', `${script}.ts`), ...args]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
