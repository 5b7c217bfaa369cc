import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { docPages } from './docPages.ts';

const root = new URL('../../', import.meta.url);

it('docs/blocks says what the catalogue says: run "npm run docs" when this fails', () => {
  const pages = docPages();
  for (const [path, text] of Object.entries(pages)) expect(readFileSync(new URL(path, root), 'utf8'), path).toBe(text);
  expect(
    readdirSync(new URL('docs/blocks', root))
      .map((name) => `docs/blocks/${name}`)
      .toSorted(),
  ).toEqual(Object.keys(pages).toSorted());
});
