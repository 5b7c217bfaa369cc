import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../main/engine/tensorflow/supply/runCommand.ts';
import { commandFile, root } from '../checks/runTool.ts';
import { addCounts, type Counts, ofCheck, sayCounts } from './counts.ts';
import { readCounts } from './readCounts.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counts-'));
  file = join(folder, 'counts.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const fixtures = join(root, 'scripts/test/fixtures');

/** Runs a test tool on the fixtures, quietly; its reporter writes the counts. */
async function run(name: string, command: string, args: readonly string[]): Promise<boolean> {
  const { VITEST: _inside, ...environment } = process.env;
  const result = await runCommand(process.execPath, [commandFile(name, command), ...args], {
    cwd: fixtures,
    environment: { ...environment, NETLOOM_COUNTS: file },
  });
  return result.code === 0;
}

test('vitest: what passed, failed, could not be loaded or could not run is counted', async () => {
  const args = ['run', '--config', join(fixtures, 'vitest.fixture.config.ts'), '--reporter', join(root, 'scripts/test/vitestCounts.ts')];
  const counts = await readCounts('vitest', file, () => run('vitest', 'vitest', args));
  expect(counts).toEqual({
    passed: 1,
    failed: 2,
    failures: [expect.stringMatching(/counted\.case\.ts > fails$/), expect.stringMatching(/broken\.case\.ts: could not be run$/)],
    skipped: [{ name: expect.stringMatching(/counted\.case\.ts > cannot run here$/), reason: 'there is no sun' }],
  });
});

test('playwright: the same', async () => {
  const counts = await readCounts('playwright', file, () =>
    run('@playwright/test', 'playwright', ['test', '--config', 'playwright.fixture.config.ts']),
  );
  expect(counts).toEqual({
    passed: 1,
    failed: 1,
    failures: ['counted.story.ts > fails'],
    skipped: [{ name: 'counted.story.ts > cannot run here', reason: 'there is no sun' }],
  });
});

const none: Counts = { passed: 0, failed: 0, failures: [], skipped: [] };

test.each<[string, Counts | null, boolean, Partial<Counts>]>([
  ['leaves no report', null, true, { failed: 1, failures: ['tool: ended without a report'] }],
  ['found no test', none, true, { failed: 1, failures: ['tool: no test was found'] }],
  [
    'ends badly although no test failed',
    { ...none, passed: 3 },
    false,
    { passed: 3, failed: 1, failures: ['tool: ended badly although no test failed'] },
  ],
  ['is well', { ...none, passed: 3 }, true, { passed: 3, failed: 0 }],
])('a tool that %s', async (_name, counts, good, expected) => {
  writeFileSync(file, JSON.stringify({ ...none, passed: 100 })); // of an earlier run: it must not count
  const counted = await readCounts('tool', file, () => {
    if (counts !== null) writeFileSync(file, JSON.stringify(counts));
    return Promise.resolve(good);
  });
  expect(counted).toMatchObject(expected);
});

test('the last line', () => {
  expect(sayCounts(addCounts(ofCheck('types', true), ofCheck('lint', false)))).toBe('1 passed, 1 failed');
  expect(sayCounts({ ...none, passed: 2, skipped: [{ name: 'a', reason: 'b' }] })).toBe('2 passed, 0 failed, 1 skipped');
});
