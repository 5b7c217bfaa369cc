import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { onEngine } from '../../main/engine/testing/testEngines.ts';
import { allowed, Fixtures } from './fixtures.ts';
import { measureCase } from './measureCase.ts';
import { referenceCases } from './referenceCases.ts';
import { referencePage, withoutNumbers, type Measured } from './referencePage.ts';

const cases = await referenceCases();
const fixtures = new Fixtures();
const measured: Measured[] = [];

describe.each(Object.entries(Object.groupBy(cases, ({ family, kind }) => `${family}/${kind}`)))('%s equals Keras', (_kind, own = []) => {
  it.each(own.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    await onEngine('cpu', async (engine) => {
      const { difference, where } = await measureCase(one, fixtures, engine);
      measured.push({ own: one, difference });
      expect(difference, where).toBeLessThan(allowed[one.type]);
    });
  });
});

it('gives every case a name of its own, and keeps no reference that belongs to none', () => {
  expect(new Set(cases.map(({ family, kind, name }) => `${family}/${kind}/${name}`)).size).toBe(cases.length);
  expect(fixtures.strangers(cases)).toEqual([]);
});

it('docs/reference.md has a row for each: run "npm run reference" when this fails', () => {
  const page = new URL('../../docs/reference.md', import.meta.url);
  expect(existsSync(page)).toBe(true);
  expect(withoutNumbers(readFileSync(page, 'utf8'))).toBe(withoutNumbers(referencePage(measured)));
});
