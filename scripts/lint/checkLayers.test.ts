import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkLayers } from './checkLayers.ts';
import { folderTable, packageTable } from './layers.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'layers-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const refused: [string, string, string][] = [
  ['shared/catalogue/a.ts', `import { b } from '../graph/b.ts';`, 'not shared/graph'],
  ['shared/graph/a.ts', `import type { B } from '../plan/b.ts';`, 'not shared/plan'],
  ['shared/graph/a.ts', `export * from '../plan/b.ts';`, 'not shared/plan'],
  ['shared/graph/a.ts', `export let a: import('../plan/b.ts').B;`, 'not shared/plan'],
  ['shared/graph/a.ts', `export const a = await import('../plan/b.ts');`, 'not shared/plan'],
  ['shared/plan/a.ts', `import { b } from '../../main/engine/b.ts';`, 'not main/engine'],
  ['shared/plan/a.ts', `import { readFileSync } from 'node:fs';`, 'plain TypeScript'],
  ['shared/plan/a.ts', `import { readFileSync } from 'fs';`, 'plain TypeScript'],
  ['shared/plan/a.ts', `import ws from 'ws';`, 'no package but'],
  ['renderer/state/a.ts', `import { b } from '../../main/store/b.ts';`, 'not main/store'],
  ['renderer/ui/a.tsx', `import { b } from '../state/b.ts'; export const c = <p>{b}</p>;`, 'not renderer/state'],
  ['renderer/state/a.ts', `import { join } from 'node:path';`, 'runs in a browser'],
  ['main/data/a.ts', `import { b } from '../train/b.ts';`, 'not main/train'],
  ['main/train/a.ts', `import * as tf from '@tensorflow/tfjs-core';`, 'main/engine'],
  ['main/core/a.ts', `import electron from 'electron';`, 'app/shell'],
  ['main/core/a.ts', `const electron = require('electron');`, 'app/shell'],
  ['app/core.ts', `import { app } from 'electron';`, 'app/shell'],
  ['main/serve/a.ts', `import Database from 'better-sqlite3';`, 'main/store'],
  ['main/store/a.ts', `import { b } from '../../renderer/ui/b.ts';`, 'never imports renderer'],
  ['main/nowhere/a.ts', `export const a = 1;`, 'no row'],
];

test.each(refused)('%s with %s is refused', (file, text, reason) => {
  plant(file, `// a line above\n${text}\n`);
  const { files, violations } = checkLayers(root);
  expect(files).toBe(1);
  expect(violations).toHaveLength(1);
  expect(violations[0]).toContain(reason);
  if (reason !== 'no row') expect(violations[0]).toContain(`${file}:2 imports`);
});

const allowed: [string, string][] = [
  ['shared/graph/a.ts', `import type { B } from '../catalogue/b.ts'; import { c } from './c.ts';`],
  ['shared/plan/a.test.ts', `import { readFileSync } from 'node:fs'; import fc from 'fast-check';`],
  ['main/engine/tensorflow/a.ts', `import * as tf from '@tensorflow/tfjs-core'; import { join } from 'node:path';`],
  ['main/data/a.test.ts', `import * as tf from '@tensorflow/tfjs-core';`],
  ['app/electronMain.ts', `import { app } from 'electron';`],
  ['app/shell/menu.ts', `import { Menu } from 'electron';`],
  ['app/renderer.tsx', `import { Studio } from '../renderer/Studio.tsx'; import './renderer.css';`],
  ['renderer/canvas/a.ts', `import { b } from '../state/b.ts'; import worker from './layout.ts?worker';`],
];

test.each(allowed)('%s with %s is allowed', (file, text) => {
  plant(file, text);
  expect(checkLayers(root)).toEqual({ files: 1, violations: [] });
});

test('an empty tree is refused, so that a check which reads nothing cannot pass', () => {
  expect(checkLayers(root).violations).toHaveLength(1);
});

test('a file that cannot be parsed is named', () => {
  plant('shared/plan/a.ts', 'const = ;');
  expect(() => checkLayers(root)).toThrow('a.ts cannot be parsed');
});

test('the table has no circle: of two folders at most one may import the other', () => {
  for (const [folder, allowedFolders] of Object.entries(folderTable)) {
    for (const other of allowedFolders) {
      if (other !== folder && other in folderTable) expect(folderTable[other], `${folder} and ${other}`).not.toContain(folder);
    }
  }
  expect(packageTable.length).toBeGreaterThan(0);
});
