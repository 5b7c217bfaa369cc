import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as plain } from '@playwright/test';
import { locateTensorflow } from '../../main/engine/tensorflow/locate.ts';
import { launchServed } from '../fixtures/launchServed.ts';
import { expect, test } from '../fixtures/studio.ts';
import { StudioPage } from '../pages/StudioPage.ts';

const root = new URL('../../', import.meta.url).pathname;
const xor = { format: 'netloom-project', version: 1 };

plain('killed with -9 in mid-run, the studio keeps every acknowledged edit, and the run is taken up again to its end', async ({ page }) => {
  const first = await launchServed();
  let studio = new StudioPage(page);
  await page.goto(first.address);
  await studio.openTemplate('XOR');
  await studio.select('Dense');
  await studio.set('Units', '9');
  await studio.selectNothing();
  await studio.set('Epochs', '1000');
  await studio.saved();
  await studio.run();
  // The end of an epoch leaves a checkpoint to go on from.
  await expect(studio.training).toContainText(/Epoch ([2-9]|\d\d+) of 1000/, { timeout: 60_000 });
  await first.kill();
  await expect(studio.banner.filter({ hasText: 'Connection lost, trying again. Your edits are kept.' })).toBeVisible();
  await expect(studio.status).toContainText('Not connected');

  const second = await first.again();
  await page.goto(second.address);
  studio = new StudioPage(page);
  await page.getByRole('button', { name: 'Open XOR' }).click();
  await expect(studio.node('Dense').first()).toContainText('9 units');
  await expect(studio.field('Epochs')).toHaveValue('1000');
  await expect(studio.dock.getByText('Interrupted')).toBeVisible();
  await expect(studio.chart('Accuracy')).toContainText(/validation\s*[\d.]+\s%/);
  await studio.runAs(/^Resume Run 1 \(interrupted at epoch \d+\)/);
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 120_000 });
  await expect(studio.dock).toContainText('1000 of 1000 epochs');
  expect(await second.stop()).toBe(0);
  await second.clean();
});

plain(
  'a page left open goes on by itself when the studio is started again at its port; at another port it says what to do',
  async ({ page }) => {
    const first = await launchServed();
    const studio = new StudioPage(page);
    await page.goto(first.address);
    await studio.openTemplate('XOR');
    await first.kill();
    await expect(studio.status).toContainText('Not connected');
    await studio.select('Dense');
    await studio.set('Units', '9');
    const lost = studio.banner.filter({ hasText: 'Connection lost, trying again. Your edits are kept.' });
    await expect(lost).toContainText('If Netloom was started again, open the address it printed then.');

    const second = await first.again(new URL(first.address).port);
    await expect(studio.status).toContainText('Ready', { timeout: 30_000 });
    await expect(lost).toHaveCount(0);
    await studio.saved();
    await page.reload();
    await expect(studio.node('Dense').first()).toContainText('9 units');
    expect(await second.stop()).toBe(0);
    await second.clean();
  },
);

plain('killed with -9 just after an edit is shown as saved, the studio has it', async ({ page }) => {
  const first = await launchServed();
  const studio = new StudioPage(page);
  await page.goto(first.address);
  await studio.openTemplate('XOR');
  for (const units of ['9', '10', '11']) {
    await studio.select('Dense');
    await studio.set('Units', units);
    await studio.saved();
  }
  await first.kill();
  const second = await first.again();
  await page.goto(second.address);
  await page.getByRole('button', { name: 'Open XOR' }).click();
  await expect(studio.node('Dense').first()).toContainText('11 units');
  expect(await second.stop()).toBe(0);
  await second.clean();
});

plain('a damaged database is set aside, and the window says so until it has been read', async ({ page }) => {
  const first = await launchServed();
  expect(await first.stop()).toBe(0);
  await writeFile(join(first.home, 'netloom.db'), 'spoilt');
  const second = await first.again();
  const studio = new StudioPage(page);
  await page.goto(second.address);
  const notice = studio.banner.filter({ hasText: /The database was damaged .* It was kept as .*netloom\.db\.corrupt-/ });
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Understood' }).click();
  await expect(notice).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Start' }).or(page.getByText('XOR').first())).toBeVisible();
  await expect(notice).toBeHidden();
  expect(await second.stop()).toBe(0);
  await second.clean();
});

test('a training process killed with -9 leaves an interrupted run that says why, and can be taken up again', async ({ studio, served }) => {
  plain.skip(process.platform !== 'linux', 'the training process is found by /proc');
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '20000');
  await studio.run();
  await expect(studio.training).toContainText(/Epoch \d+ of 20000/);
  await expect(studio.dock).toContainText(/[1-9]\d* of 20000 epochs/);
  for (const pid of workersOf(served.pid)) process.kill(pid, 'SIGKILL');
  await expect(studio.dock.getByText('Interrupted', { exact: true })).toBeVisible();
  await expect(studio.dock).toContainText(/outside Netloom ended the training process at once \(SIGKILL\)/);
  await studio.runAs(/^Resume Run 1/);
  await expect(studio.training).toContainText(/Epoch \d+ of 20000/);
  await studio.press('Stop');
  await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible();
});

test('a training process killed before its first checkpoint leaves a run that begins again when it is resumed', async ({
  studio,
  served,
}) => {
  plain.skip(process.platform !== 'linux', 'the training process is found by /proc');
  await studio.openTemplate('MNIST, convolutional network');
  await studio.run();
  await expect(studio.training).toContainText(/Epoch 1 of/, { timeout: 60_000 });
  for (const pid of workersOf(served.pid)) process.kill(pid, 'SIGKILL');
  await expect(studio.dock.getByText('Interrupted', { exact: true })).toBeVisible();
  await studio.runAs('Resume Run 1 from the beginning (interrupted before its first checkpoint)');
  await expect(studio.training).toContainText(/Epoch 1 of/, { timeout: 60_000 });
  await studio.press('Stop');
  await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible({ timeout: 30_000 });
});

test('two windows on one project: edits arrive in both, a conflict is put to the user', async ({ studio, page, context }) => {
  await studio.openTemplate('XOR');
  const other = await context.newPage();
  await other.goto(page.url());
  const second = new StudioPage(other);
  await expect(second.node('Dense')).toHaveCount(2);

  await test.step('what one saves shows in the other', async () => {
    await studio.select('Dense');
    await studio.set('Units', '12');
    await expect(second.node('Dense').first()).toContainText('12 units');
  });

  await test.step('both edit at once', async () => {
    await second.select('Dense');
    await studio.selectNothing();
    await Promise.all([studio.set('Batch size', '64'), second.set('Units', '20')]);
    const conflicts = [studio, second].map((each) => each.banner.filter({ hasText: 'saved elsewhere while you edited it here' }));
    await expect.poll(async () => (await Promise.all(conflicts.map((banner) => banner.count()))).reduce((a, b) => a + b)).toBe(1);
    const loser = (await conflicts[0]?.count()) === 1 ? studio : second;
    await loser.banner.getByRole('button', { name: 'Keep mine' }).click();
    await expect(loser.banner).toHaveCount(0);
    await loser.saved();
    const kept = loser === studio ? 12 : 20;
    await expect(studio.node('Dense').first()).toContainText(`${kept} units`);
    await expect(second.node('Dense').first()).toContainText(`${kept} units`);
  });
  await other.close();
});

test('a run of the command line beside the open studio appears in it, live', async ({ studio, page, served }) => {
  await page.goto(served.address);
  const child = spawn(process.execPath, [join(root, 'app', 'cli.ts'), 'train', 'xor', '--epochs', '20000', '--json'], {
    env: { ...process.env, NETLOOM_HOME: served.home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await page.getByRole('button', { name: 'Open XOR' }).click();
  await expect(studio.training).toContainText(/Epoch \d+ of 20000/);
  await expect(studio.chart('Loss')).toContainText(/validation\s*0\.\d+/);
  await studio.press('Stop');
  await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible();
  await ended;
});

test('a malformed file gives one sentence and changes nothing', async ({ studio, page }) => {
  await expect(page.getByRole('heading', { name: 'Begin with a template' })).toBeVisible();
  const bad: [name: string, text: string, words: RegExp][] = [
    ['broken.netloom.json', '{"format": ', /Could not import broken\.netloom\.json: the file is not JSON/],
    ['other.json', '{"format": "other"}', /this is not a Netloom project: "format" must be "netloom-project"/],
    ['newer.json', JSON.stringify({ ...xor, version: 999 }), /the project is of version 999, this program reads up to 1: update Netloom/],
    ['empty.json', JSON.stringify(xor), /Could not import empty\.json: ".*/],
  ];
  const folder = await mkdtemp(join(tmpdir(), 'netloom-import-'));
  for (const [name, text, words] of bad) {
    await writeFile(join(folder, name), text);
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import…' }).click();
    await (await chosen).setFiles(join(folder, name));
    await expect(studio.messages.getByRole('alert').last()).toHaveText(words);
    await studio.messages.getByRole('button', { name: 'Dismiss' }).last().click();
  }
  await rm(folder, { recursive: true });
  await expect(page.getByRole('heading', { name: 'Recent projects' })).toHaveCount(0);
});

test('a project is saved as a file and read again', async ({ studio, page }) => {
  await studio.openTemplate('Iris, small network');
  await studio.topBar.getByRole('button', { name: 'More', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save a copy as .netloom.json' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Iris small network.netloom.json');
  const [nodes, wires] = [await studio.nodes.count(), await studio.wires.count()];
  await studio.topBar.getByRole('button', { name: 'Start', exact: true }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import…' }).click();
  await (await chosen).setFiles(await file.path());
  await expect(studio.nodes).toHaveCount(nodes);
  await expect(studio.wires).toHaveCount(wires);
  await studio.saved();
});

test('a port in use is said in one sentence, with what to do', async ({ served }) => {
  const { port } = new URL(served.address);
  const home = await mkdtemp(join(tmpdir(), 'netloom-port-'));
  const child = spawn(process.execPath, [join(root, 'app', 'serve.ts'), '--port', port], {
    env: { ...process.env, NETLOOM_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(said.trim()).toBe(`Port ${port} is in use by another program: choose another one with --port, or leave --port out.`);
  await rm(home, { recursive: true });
});

/** The training processes below a studio. */
function workersOf(studio: number): number[] {
  const children = readFileSync(`/proc/${studio}/task/${studio}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  const workers = children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker.ts'));
  expect(workers.length).toBeGreaterThan(0);
  return workers;
}

plain('a run whose engine is gone asks before it goes on on another one, and says beside its curves what that means', async ({ page }) => {
  plain.skip(!locateTensorflow().ready, 'TensorFlow is not prepared on this machine');
  const first = await launchServed();
  let studio = new StudioPage(page);
  await page.goto(first.address);
  await studio.openTemplate('XOR');
  await studio.selectNothing();
  await studio.set('Epochs', '20000');
  await studio.saved();
  await studio.run();
  await expect(studio.training).toContainText(/Epoch ([2-9]|\d\d+) of 20000/, { timeout: 60_000 });
  await studio.press('Stop');
  await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible();
  await expect(studio.dock.getByRole('region', { name: 'Notes of Run 1' })).toHaveCount(0);
  expect(await first.stop()).toBe(0);

  // No driver of a graphics card either, so that it is known what is taken.
  const second = await launchServed({ NETLOOM_ENGINE: '/nowhere', VK_DRIVER_FILES: '/nowhere/driver.json' }, first.home);
  await page.goto(second.address);
  studio = new StudioPage(page);
  await page.getByRole('button', { name: 'Open XOR' }).click();
  await studio.runAs(/^Resume Run 1/);
  const question = page.getByRole('dialog', { name: 'Resume on another engine?' });
  await expect(question).toContainText(
    /The run has trained on tensorflow, which cannot be had now: the engine in \/nowhere.* NETLOOM_ENGINE/,
  );
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible();
  await studio.runAs(/^Resume Run 1/);
  await question.getByRole('button', { name: 'Resume on another engine' }).click();
  const notes = studio.dock.getByRole('region', { name: 'Notes of Run 1' });
  await expect(notes).toContainText('2 notes');
  await notes.getByRole('button').click();
  await expect(notes.getByRole('listitem')).toContainText([
    /^It trains on wasm, as no engine was named and better ones cannot be had: the engine in \/nowhere/,
    /^It stood on tensorflow and goes on from step [\d,]+ on wasm: from there its last digits differ/,
  ]);
  await studio.press('Stop');
  await expect(studio.dock.getByText('Stopped', { exact: true })).toBeVisible();
  if (process.env['NETLOOM_SHOT']) await page.screenshot({ path: process.env['NETLOOM_SHOT'] });
  expect(await second.stop()).toBe(0);
  await second.clean();
});
