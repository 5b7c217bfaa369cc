import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron as electron, expect, test } from '@playwright/test';
import { StudioPage } from '../pages/StudioPage.ts';

const root = new URL('../../', import.meta.url).pathname;

/** The program that Electron's package has fetched; null where it could not be had. */
function findElectron(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const name = join(folder, 'path.txt');
  const program = existsSync(name) ? join(folder, 'dist', readFileSync(name, 'utf8').trim()) : null;
  return program !== null && existsSync(program) ? program : null;
}

test('the desktop window: sandboxed, without Node, and it trains', async () => {
  const program = findElectron();
  test.skip(program === null, "not run: Electron's binary cannot be had on this machine");
  test.skip(
    process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY,
    'not run: there is no display on this machine',
  );
  const home = await mkdtemp(join(tmpdir(), 'netloom-electron-'));
  const app = await electron.launch({
    executablePath: program ?? '',
    args: [root, `--user-data-dir=${join(home, 'electron')}`],
    env: { ...process.env, NETLOOM_HOME: join(home, 'data') },
  });
  const page = await app.firstWindow();
  const studio = new StudioPage(page);
  expect(await page.evaluate(() => ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis))).toEqual([]);
  const preferences = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()));
  expect(preferences).toEqual(['app://netloom/index.html']);
  expect(await page.evaluate(() => window.open('https://example.com'))).toBeNull();

  await studio.openTemplate('XOR');
  await studio.run();
  await expect(studio.dock.getByText('Finished')).toBeVisible({ timeout: 60_000 });
  await app.close();
  await rm(home, { recursive: true });
});
