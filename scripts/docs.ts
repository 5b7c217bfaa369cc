import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docPages } from './docs/docPages.ts';

/* `npm run docs`: writes the pages that follow from the catalogue. */
const root = new URL('../', import.meta.url).pathname;
for (const [path, text] of Object.entries(docPages())) {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`${Object.keys(docPages()).length} pages written`);
