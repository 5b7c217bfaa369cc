import { join } from 'node:path';
import { root, runTool } from '../checks/runTool.ts';
import { buildIfStale } from '../start/buildIfStale.ts';
import type { Counts } from './counts.ts';
import { readCounts } from './readCounts.ts';

/** The built studio in a real browser, by Playwright. `browser` is its path. Without one the step fails and says what to install. */
export async function runBrowserTests(results: string, browser: string | null): Promise<Counts> {
  const failed = (reason: string): Counts => ({ passed: 0, failed: 1, failures: [reason], skipped: [] });
  try {
    await buildIfStale(root, ['renderer']);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
  if (browser === null) return failed('no browser for the browser tests: install Chromium or Chrome, or set NETLOOM_BROWSER to its path');
  console.log(`browser: ${browser}`);
  const file = join(results, 'playwright-counts.json');
  const environment = { ...process.env, NETLOOM_BROWSER: browser, NETLOOM_COUNTS: file };
  return readCounts('playwright', file, () => runTool('@playwright/test', 'playwright', ['test'], environment));
}
