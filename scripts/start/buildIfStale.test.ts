import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildIfStale } from './buildIfStale.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-'));
  mkdirSync(join(root, 'app'));
  mkdirSync(join(root, 'shared'));
  writeFileSync(join(root, 'package.json'), '{"type": "module"}');
  writeFileSync(join(root, 'vite.config.ts'), `export default { root: ${JSON.stringify(join(root, 'app'))} };\n`);
  writeFileSync(join(root, 'app/index.html'), '<!doctype html><title>t</title><script type="module" src="./page.ts"></script>\n');
  writeFileSync(join(root, 'app/page.ts'), `document.title = 'one';\n`);
});
afterEach(() => rmSync(root, { recursive: true }));

test('builds once, again when a source changes or the result is gone, and not for a test', async () => {
  expect(await buildIfStale(root, ['renderer'])).toEqual(['renderer']);
  expect(existsSync(join(root, 'dist/renderer/index.html'))).toBe(true);
  expect(await buildIfStale(root, ['renderer'])).toEqual([]);
  writeFileSync(join(root, 'shared/new.test.ts'), 'export {};\n');
  expect(await buildIfStale(root, ['renderer'])).toEqual([]);
  writeFileSync(join(root, 'shared/new.ts'), 'export {};\n');
  expect(await buildIfStale(root, ['renderer'])).toEqual(['renderer']);
  rmSync(join(root, 'dist/renderer'), { recursive: true });
  expect(await buildIfStale(root, ['renderer'])).toEqual(['renderer']);
});

test('a build that fails says why, keeps the last one and is tried again', async () => {
  await buildIfStale(root, ['renderer']);
  writeFileSync(join(root, 'app/page.ts'), `import './missing.ts';\n`);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(buildIfStale(root, ['renderer'])).rejects.toThrow(/The renderer could not be built: .*missing/s);
  }
  expect(existsSync(join(root, 'dist/renderer/index.html'))).toBe(true);
});
