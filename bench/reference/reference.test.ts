import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { onEngine } from '../../main/engine/testing/testEngines.ts';
import { allowed, Fixtures } from './fixtures.ts';
import { measureCase } from './measureCase.ts';
import { isPlain, type KerasCase } from './referenceCase.ts';
import { referenceCases } from './referenceCases.ts';
import { standsFor, techniques } from './techniques.ts';
import { referencePage, withoutNumbers, type Measured } from './referencePage.ts';

const cases = await referenceCases();
const fixtures = new Fixtures();
const measured: Measured[] = [];

describe.each(Object.entries(Object.groupBy(cases, ({ family, kind }) => `${family}/${kind}`)))(
  '%s equals its reference',
  (_kind, own = []) => {
    it.each(own.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      await onEngine('cpu', async (engine) => {
        const { difference, where } = await measureCase(one, fixtures, engine);
        measured.push({ own: one, difference });
        expect(difference, where).toBeLessThan(allowed[one.type]);
      });
    });
  },
);

it('gives every case a name of its own, and keeps no reference that belongs to none', () => {
  expect(new Set(cases.map(({ family, kind, name }) => `${family}/${kind}/${name}`)).size).toBe(cases.length);
  expect(fixtures.strangers(cases.filter((own): own is KerasCase => !isPlain(own)))).toEqual([]);
});

it('every technique has a case that stands for it, and every case stands for a technique', () => {
  expect(techniques.filter((technique) => !cases.some((own) => standsFor(technique, own))).map(({ row }) => row)).toEqual([]);
  const homeless = cases.filter((own) => !techniques.some((technique) => standsFor(technique, own)));
  expect([...new Set(homeless.map(({ family, kind }) => `${family}/${kind}`))]).toEqual([]);
  // Nothing is named that is not there.
  const kinds = new Set(cases.flatMap(({ family, kind }) => [`${family}/${kind}`, `${family}/*`]));
  expect(techniques.flatMap(({ by }) => by).filter((own) => !kinds.has(own))).toEqual([]);
});

it('docs/reference.md has a row for each: run "npm run reference" when this fails', () => {
  const page = new URL('../../docs/reference.md', import.meta.url);
  expect(existsSync(page)).toBe(true);
  expect(withoutNumbers(readFileSync(page, 'utf8'))).toBe(withoutNumbers(referencePage(measured)));
});
