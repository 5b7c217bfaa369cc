import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { serveFolder } from '../fixtures/serveFolder.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Runs the command line on a data folder of its own; what it prints. */
async function netloom(home: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'app', 'cli.ts'), ...args], {
    env: { ...process.env, NETLOOM_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const [code] = (await once(child, 'exit')) as [number];
  expect(code, said).toBe(0);
  return said;
}

/** Trains a template a little, exports it, and lets `look` see its page, from a web server and as a file. */
async function exported(template: string, page: Page, look: () => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'netloom-exported-'));
  try {
    const trained = await netloom(home, 'train', template, '--epochs', '1', '--limit', '64', '--json');
    const run = /"run":"([^"]+)"/.exec(trained)?.[1] ?? '';
    const folder = join(home, 'page');
    await netloom(home, 'export', run, '--out', folder);
    const server = await serveFolder(folder);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    for (const address of [server.address, pathToFileURL(join(folder, 'index.html')).href]) {
      await page.goto(address);
      await expect(page.getByRole('status')).toHaveText('Ready.');
      await look();
    }
    await server.close();
    expect(complaints).toEqual([]);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('the page of a network that gives a picture shows a picture, of what was drawn', async ({ page }) => {
  await exported('unet', page, async () => {
    const prediction = page.getByRole('region', { name: 'Prediction' });
    await expect(prediction).toContainText('Draw something');
    await page.getByLabel('Drawing pad').click();
    await expect(prediction.getByRole('img', { name: 'disc, 32 × 32' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(prediction).toContainText('Draw something');
  });
});

test('the page of what stock layers cannot say opens it as a graph', async ({ page }) => {
  await exported('transformer', page, async () => {
    const bars = page.getByRole('region', { name: 'Prediction' }).locator('.bar');
    await expect(bars.first()).toBeVisible();
    const before = await bars.allInnerTexts();
    await page.getByRole('textbox').fill('the sun is ');
    await expect.poll(() => bars.allInnerTexts()).not.toEqual(before);
  });
});

test('the page of a network for text takes a text, says what it does not know, and goes on with what is most likely', async ({ page }) => {
  await exported('character-text', page, async () => {
    const field = page.getByRole('textbox');
    await field.fill('a cat §');
    await expect(page.getByRole('region', { name: 'Input' })).toContainText('does not know "§": left out');
    await field.fill('a cat sat on');
    await expect(page.getByRole('region', { name: 'Input' })).toContainText(/reads the last \d+ characters; \d+ are there/);
    await page.getByRole('button', { name: 'Append what is most likely' }).click();
    await expect(field).toHaveValue(/^a cat sat on.$/);
  });
});
