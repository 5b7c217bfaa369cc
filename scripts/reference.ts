import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fixtures } from '../bench/reference/fixtures.ts';
import { askArguments, keepArguments } from '../bench/reference/kerasArguments.ts';
import { makeReference } from '../bench/reference/makeReference.ts';
import { measureCase } from '../bench/reference/measureCase.ts';
import { referenceCases } from '../bench/reference/referenceCases.ts';
import { isPlain, type KerasCase } from '../bench/reference/referenceCase.ts';
import { referencePage, type Measured } from '../bench/reference/referencePage.ts';
import { openEngine } from '../main/engine/openEngine.ts';
import { root } from './checks/runTool.ts';
import { progressLine } from './lib/progressLine.mjs';
import { readOptions } from './lib/readOptions.ts';
import { prepareReference } from './test/prepareReference.ts';

/**
 * `npm run reference`: computes with Keras the reference values of the cases that have none yet or were changed, and writes them beside
 * docs/reference.md. With `-- --all`, of every case.
 */
const { all } = readOptions({ all: { type: 'boolean', default: false } }, 'npm run reference, or npm run reference -- --all');
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
await prepareReference(stop.signal);
const python = process.env['NETLOOM_PYTHON'];
if (!python) throw new Error('the reference values cannot be made without Keras: see above');

const line = progressLine(process.stderr);
const cases = await referenceCases();
const fixtures = await makeReference(
  cases.filter((own): own is KerasCase => !isPlain(own)),
  {
    python,
    known: all ? null : new Fixtures(),
    report: (done, count, own) => line.show('Keras computes', done / count, `${own.family}/${own.kind} ${own.name}`),
  },
);
new Fixtures().write(fixtures);
keepArguments(await askArguments(python));
const engine = await openEngine('cpu');
const kept = new Fixtures();
const measured: Measured[] = [];
for (const [at, own] of cases.entries()) {
  line.show('Compared', at / cases.length, `${own.family}/${own.kind}`);
  measured.push({ own, difference: (await measureCase(own, kept, engine)).difference });
}
line.end();
writeFileSync(join(root, 'docs/reference.md'), referencePage(measured));
console.log(`${cases.length} cases compared, ${fixtures.size} of them with Keras`);
