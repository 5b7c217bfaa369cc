import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { drawnPoints, expectToGrow } from '../fixtures/drawnPoints.ts';
import { serveFolder } from '../fixtures/serveFolder.ts';
import { expect, test } from '../fixtures/studio.ts';

test('a network is drawn, broken, mended, trained, kept, and exported to a page that reads a drawn digit', async ({
  studio,
  page,
  context,
}) => {
  await test.step('open the template', async () => {
    await studio.openTemplate('MNIST, convolutional network');
    await expect(studio.nodes).toHaveCount(10);
    await expect(studio.status).toContainText('Ready');
    await expect(studio.node('Conv2D').first()).toContainText('26 × 26 × 32');
  });

  await test.step('change filters, and shapes follow', async () => {
    await studio.select('Conv2D');
    await studio.set('Filters', '8');
    await expect(studio.node('Conv2D').first()).toContainText('26 × 26 × 8');
    await expect(studio.node('MaxPooling2D').first()).toContainText('13 × 13 × 8');
    await expect(studio.node('Flatten')).toContainText('1600');
    await expect(studio.node('Conv2D').nth(1)).toContainText('4.7 K');
  });

  await test.step('break it, and read the problem on the node that causes it', async () => {
    await studio.select('Conv2D', 1);
    await studio.set('Kernel size height', '15');
    await studio.set('Kernel size width', '15');
    const words = /kernel 15x15 is larger than the 13x13 input: use padding 'same' or a smaller kernel/i;
    await expect(studio.problem(studio.node('Conv2D').nth(1))).toHaveAccessibleName(words);
    await expect(studio.canvas.getByRole('img', { name: /^Problem: / })).toHaveCount(1);
    await expect(studio.inspector.getByRole('alert')).toHaveText(words);
    await studio.run();
    await expect(page.getByRole('list', { name: 'Problems' }).getByRole('button')).toHaveText(words);
    await expect(studio.messages).toContainText('A problem has to be solved before training.');
  });

  await test.step('undo mends it', async () => {
    await studio.press('Undo');
    await studio.press('Undo');
    await expect(studio.node('Conv2D').nth(1)).toContainText('11 × 11 × 64');
    await expect(studio.problem(studio.node('Conv2D').nth(1))).toHaveCount(0);
  });

  await test.step('train, and the curve grows', async () => {
    await studio.run();
    await expect(studio.training).toContainText(/Epoch 1 of 3.*batch \d+ of 1,719/);
    await expectToGrow(studio.chart('Loss'));
    await expectToGrow(studio.chart('Accuracy'));
    await expect(studio.chart('Accuracy')).toContainText(/training\s*[\d.]+\s%/);
  });

  await test.step('pause, resume, stop', async () => {
    await studio.press('Pause');
    await expect(studio.training).toContainText(/Paused, epoch \d of 3/);
    const paused = await studio.dock.getByTitle(/^Step /).getAttribute('title');
    await studio.press('Resume');
    await expect(studio.training).toContainText(/Epoch \d of 3/);
    await expect(studio.dock.getByTitle(/^Step /)).not.toHaveAttribute('title', paused ?? '');
    await studio.press('Stop');
    await expect(studio.training.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
    await expect(studio.dock).toContainText('Stopped');
  });

  await test.step('one epoch of 2,000 examples, to its end', async () => {
    await studio.runAs('One epoch of 2,000 examples');
    await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
    await expect(studio.chart('Accuracy')).toContainText(/validation\s*[\d.]+\s%/);
  });

  await test.step('reopened, everything is as it was', async () => {
    await studio.saved();
    await studio.tab('Runs');
    const rows = await studio.runs.getByRole('row').allInnerTexts();
    await page.reload();
    await expect(studio.node('Conv2D').first()).toContainText('26 × 26 × 8');
    await expect(studio.dock.getByText('Finished')).toBeVisible();
    await expect.poll(() => drawnPoints(studio.chart('Loss'))).toBeGreaterThan(100);
    await studio.tab('Runs');
    await expect(studio.runRow(1)).toContainText('Stopped');
    await expect(studio.runRow(2)).toContainText('1 of 1');
    const withoutAge = (row: string): string => row.replace(/(just now|\d+ \w+ ago)/, '');
    expect((await studio.runs.getByRole('row').allInnerTexts()).map(withoutAge)).toEqual(rows.map(withoutAge));
  });

  const parent = await mkdtemp(join(tmpdir(), 'netloom-export-'));
  const folder = join(parent, 'digits');
  await test.step('export, and see the proof', async () => {
    await studio.runRow(2).getByRole('button', { name: 'Actions for Run 2' }).click();
    await page.getByRole('menuitem', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export a trained model' });
    await dialog.getByLabel('Folder').fill(folder);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toContainText('Read back and compared on 100 examples: the largest difference is', { timeout: 60_000 });
    const difference = Number(await dialog.getByRole('strong').getAttribute('title'));
    expect(difference).toBeLessThan(1e-5);
    await expect(dialog.getByRole('table', { name: 'Files' })).toContainText('model.json');
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('the exported page reads a drawn digit, served and as a file', async () => {
    const server = await serveFolder(folder);
    for (const address of [server.address, pathToFileURL(join(folder, 'index.html')).href]) {
      const visitor = await context.newPage();
      await readsDrawnOne(visitor, address);
      await visitor.close();
    }
    await server.close();
    await rm(parent, { recursive: true });
  });
});

/** Draws an upright stroke on the pad of an exported page: a 1, told from the other digits even by a network of one short epoch. */
async function readsDrawnOne(page: Page, address: string): Promise<void> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  await page.goto(address);
  await expect(page.getByRole('status')).toHaveText('Ready.');
  const bars = page.getByRole('region', { name: 'Prediction' }).locator('.bar');
  // Of an empty pad no digit is claimed.
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('Draw something');
  const pad = await page.getByLabel('Drawing pad').boundingBox();
  if (!pad) throw new Error('the pad is not in sight');
  await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height * 0.8, { steps: 12 });
  await page.mouse.up();
  await expect(bars).toHaveCount(10);
  await expect(page.getByRole('region', { name: 'Prediction' }).locator('.best .name')).toHaveText('1');
  expect(complaints).toEqual([]);
}
