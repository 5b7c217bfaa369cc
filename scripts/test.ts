import { join } from 'node:path';
import { checkLint } from './checks/checkLint.ts';
import { checkTypes } from './checks/checkTypes.ts';
import { root } from './checks/runTool.ts';
import { progressLine } from './lib/progressLine.mjs';
import { readOptions } from './lib/readOptions.ts';
import { prepareEngine } from './start/prepareEngine.ts';
import { findBrowser } from './test/findBrowser.ts';
import { prepareReference } from './test/prepareReference.ts';
import { runBrowserTests } from './test/runBrowserTests.ts';
import { runUnitTests } from './test/runUnitTests.ts';
import { addCounts, type Counts, ofCheck, sayCounts } from './test/counts.ts';

/** `npm test`: everything in short form; `npm run test:full` runs the long tests too. The last line says how many passed and failed. */
const { full } = readOptions({ full: { type: 'boolean', default: false } }, 'npm test, or npm run test:full');
if (full) process.env.NETLOOM_FULL = '1';
const results = join(root, 'test-results');

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
const line = progressLine(process.stderr);
const obstacle = await prepareEngine(line, stop.signal);
line.end();
if (obstacle !== null) console.error(`Tests that need TensorFlow will not run: ${obstacle}`);
if (full) await prepareReference(stop.signal);
// First of all: Chromium brings a Vulkan driver along, without which a machine may have none for the engine tests.
const browser = await findBrowser(stop.signal);

const steps: [string, () => Promise<Counts>][] = [
  ['types', async () => ofCheck('types', await checkTypes())],
  ['lint', async () => ofCheck('lint', await checkLint())],
  ['unit and engine', () => runUnitTests(results)],
  ['browser', () => runBrowserTests(results, browser)],
];

let total: Counts = { passed: 0, failed: 0, failures: [], skipped: [] };
const summary: string[] = [];
for (const [name, step] of steps) {
  if (stop.signal.aborted) break;
  console.log(`\n== ${name}`);
  const begin = performance.now();
  const counts = await step();
  total = addCounts(total, counts);
  summary.push(`${name.padEnd(16)} ${sayCounts(counts).padEnd(40)} ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

console.log('');
for (const { name, reason } of total.skipped) console.log(`not run: ${name} (${reason})`);
for (const failure of total.failures) console.log(`failed: ${failure}`);
console.log(summary.join('\n'));
console.log(sayCounts(total));
process.exitCode = stop.signal.aborted ? 130 : Number(total.failed > 0 || total.passed === 0);
