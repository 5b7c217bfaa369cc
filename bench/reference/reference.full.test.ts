import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareFixtures, Fixtures } from './fixtures.ts';
import { makeReference } from './makeReference.ts';
import { isPlain, type KerasCase } from './referenceCase.ts';
import { referenceCases } from './referenceCases.ts';

const python = process.env['NETLOOM_PYTHON'];
/** Keras adds up in another order from run to run and from processor to processor. */
const rounding = 2e-5;

describe.skipIf(!python)('Keras on TensorFlow', () => {
  it('gives the reference values that are checked in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'netloom-reference-'));
    try {
      const cases = (await referenceCases()).filter((own): own is KerasCase => !isPlain(own));
      const made = await makeReference(cases, { python: python ?? '', known: null, report: () => {} });
      const [written, kept] = [new Fixtures(folder), new Fixtures()];
      written.write(made);
      for (const own of cases) {
        const { difference, where } = compareFixtures(own.type, kept.find(own)?.outcome ?? {}, written.find(own)?.outcome ?? {});
        expect(difference, `${own.family}/${own.kind}, "${own.name}", ${where}`).toBeLessThan(rounding);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
