import { chromium } from '@playwright/test';
import { connectLocal } from '../main/local/connectLocal.ts';
import { makeClient } from '../shared/ipc/client.ts';
import { launchServed } from '../e2e/fixtures/launchServed.ts';
import { StudioPage } from '../e2e/pages/StudioPage.ts';
import { findBrowser } from '../scripts/test/findBrowser.ts';
import { browserArguments } from '../e2e/fixtures/browserArguments.ts';
import type { Measurement } from './measurement.ts';
import { percentile } from './statistics.ts';

/** How long training is watched, and how often a command is sent meanwhile. */
const watched = 20_000;
const commands = 200;

/** Lets the page note its long tasks: those above 50 ms, the browser's own threshold. */
const noteLongTasks = (): void => {
  const tasks: number[] = [];
  Object.assign(window, { longTasks: tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
};

/** While a network trains with its curves in view: the page's longest tasks, and how soon commands are answered. */
export const measureWindow: Measurement = async (report) => {
  const served = await launchServed();
  const executablePath = await findBrowser(new AbortController().signal);
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(served.address);
    const studio = new StudioPage(page);
    await studio.openTemplate('MNIST, convolutional network');
    await studio.tab('Training');
    await studio.run();
    await page
      .getByText(/batch [\d,]+ of/)
      .first()
      .waitFor();
    await page.evaluate(noteLongTasks);

    const port = await connectLocal(served.home);
    if (!port) throw new Error('the core does not answer on its local socket');
    const client = makeClient(port);
    const [run] = await client.call('listRuns', {});
    if (!run) throw new Error('no run');
    const times: number[] = [];
    const began = performance.now();
    for (let turn = 0; turn < commands; turn++) {
      const asked = performance.now();
      await client.call('getRun', { run: run.id });
      times.push(performance.now() - asked);
      const next = began + ((turn + 1) * watched) / commands;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
    }
    const tasks = await page.evaluate(() => (window as Window & { longTasks?: number[] }).longTasks ?? []);
    const clicks: number[] = [];
    for (const [name, shown] of [
      ['Pause', 'Resume'],
      ['Resume', 'Pause'],
    ] as const) {
      const asked = performance.now();
      await studio.press(name);
      await studio.topBar.getByRole('button', { name: shown, exact: true }).waitFor();
      clicks.push(performance.now() - asked);
    }
    await client.call('stopRun', { run: run.id });
    client.close();
    const longest = Math.max(0, ...tasks);
    const p95 = percentile(times, 0.95);
    report(
      `tasks above 50 ms: ${tasks.length}, longest ${longest.toFixed(0)} ms; commands: 95 of 100 within ${p95.toFixed(1)} ms; pause ${clicks[0]?.toFixed(0)} ms, resume ${clicks[1]?.toFixed(0)} ms`,
    );
    return `## The window while a network trains

MNIST CNN on both cores, its curves in view, ${watched / 1000} s. Tasks of the page above 50 ms: ${tasks.length}, the longest ${longest.toFixed(0)} ms (bound: 100 ms). ${commands} commands: 95 of 100 answered
within ${p95.toFixed(1)} ms, the slowest in ${Math.max(...times).toFixed(0)} ms (bound: 150 ms). A click on Pause was shown as paused, with its checkpoint on disk, after ${clicks[0]?.toFixed(0)} ms, a click on Resume after ${clicks[1]?.toFixed(0)} ms.`;
  } finally {
    await browser.close();
    await served.stop();
    await served.clean();
  }
};
