import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../checks/runTool.ts';

it('messages quote names in one way: "as here"', () => {
  const curly = new RegExp(`[${String.fromCodePoint(0x201c, 0x201d, 0x201e)}]`);
  const found = ['shared', 'main', 'renderer', 'app'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|html)$/.test(name))
      .filter((name) => curly.test(readFileSync(join(root, folder, name), 'utf8')))
      .map((name) => join(folder, name)),
  );
  expect(found).toEqual([]);
});
