import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect } from '@playwright/test';
import { browserArguments } from './fixtures/browserArguments.ts';
import { launchServed } from './fixtures/launchServed.ts';
import { StudioPage } from './pages/StudioPage.ts';

/* Writes the pictures of docs/screens: `NETLOOM_BROWSER=... node e2e/screens.ts`. Each is of the real studio, after a real short training. */
const folder = new URL('../docs/screens/', import.meta.url).pathname;
const themes = ['light', 'dark'] as const;

await mkdir(folder, { recursive: true });
/** A path that reads well in a picture. */
const exported = join(tmpdir(), 'digits');
await rm(exported, { recursive: true, force: true });
const served = await launchServed();
const browser = await chromium.launch({
  ...(process.env.NETLOOM_BROWSER && { executablePath: process.env.NETLOOM_BROWSER }),
  args: browserArguments,
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const studio = new StudioPage(page);
  /** One picture in each theme, once everything said in passing is gone. */
  const shoot = async (name: string): Promise<void> => {
    for (const message of await studio.messages.getByRole('button', { name: 'Dismiss' }).all()) await message.click();
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const path = join(folder, `${name}-${theme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      console.log(`${name}-${theme}.png ${Math.round((await stat(path)).size / 1000)} kB`);
    }
  };

  await page.goto(served.address);
  for (const title of ['XOR', 'Two spirals', 'MNIST, convolutional network']) {
    await studio.openTemplate(title);
    if (title === 'XOR') {
      await studio.run();
      await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
      await studio.selectNothing();
      await shoot('surface');
      await studio.select('Dense');
      await page.getByRole('button', { name: 'Look at its neurons…' }).click();
      await expect(page.getByRole('dialog').getByText(/^Weights of dense after step/)).toBeVisible({ timeout: 60_000 });
      await shoot('neuron');
      await page.keyboard.press('Escape');
      await studio.selectNothing();
      await studio.set('Batch size', '256');
      await studio.tab('Doctor');
      await expect(studio.dock.getByRole('listitem').first()).toBeVisible();
      await shoot('doctor');
      await studio.press('Undo');
      await studio.saved();
    } else {
      // What is only looked at is not listed.
      await studio.set('Epochs', '4');
      await studio.saved();
    }
    await studio.topBar.getByRole('button', { name: 'Start' }).click();
  }
  await expect(page.getByRole('heading', { name: 'Recent projects' })).toBeVisible();
  await shoot('start');

  await page.getByRole('button', { name: 'Open MNIST, convolutional network' }).click();
  await studio.select('Conv2D');
  await shoot('editor');

  await studio.select('Conv2D', 1);
  await studio.set('Kernel size height', '15');
  await studio.set('Kernel size width', '15');
  await studio.tab('Problems');
  await expect(studio.problem(studio.node('Conv2D').nth(1))).toBeVisible();
  await studio.saved();
  await shoot('problem');
  await studio.press('Undo');
  await studio.press('Undo');
  await studio.selectNothing();

  await studio.tab('Data');
  await expect(studio.dock.getByRole('list', { name: 'Examples' })).toBeVisible();
  await shoot('data');

  await studio.set('Epochs', '3');
  await studio.run();
  await expect(studio.training).toContainText(/Epoch 3 of 3/, { timeout: 120_000 });
  await expect(studio.training).toContainText(/batch [2-9]\d\d /, { timeout: 60_000 });
  await shoot('training');
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 120_000 });

  await studio.select('Conv2D');
  await studio.set('Filters', '8');
  await studio.runAs('One epoch of 2,000 examples');
  await studio.selectNothing();
  await studio.tab('Runs');
  await expect(studio.runRow(2)).toContainText('Finished', { timeout: 60_000 });
  await shoot('runs');

  await studio.runRow(1).getByRole('button', { name: 'Actions for Run 1' }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export a trained model' });
  await dialog.getByLabel('Folder').fill(exported);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toContainText('Read back and compared', { timeout: 60_000 });
  await shoot('export');
} finally {
  await browser.close();
  await served.stop();
  await served.clean();
  await rm(exported, { recursive: true, force: true });
}
