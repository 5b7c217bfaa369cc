import { spawn, type ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../scripts/test/findBrowser.ts';
import { browserArguments } from '../e2e/fixtures/browserArguments.ts';
import { join } from '../app/core.ts';
import type { Measurement } from './measurement.ts';
import { median as medianOf } from './statistics.ts';

const root = new URL('../', import.meta.url).pathname;

/** `npm start` in a folder until its window shows the first template, in milliseconds; then it is ended. */
async function timeStart(folder: string, environment: NodeJS.ProcessEnv, browser: Browser): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start', '--', '--served'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const address = await printed(child);
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByText('MNIST, convolutional network').first().waitFor();
    const took = performance.now() - began;
    await page.close();
    return took;
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.pid !== undefined && child.exitCode === null) {
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    }
  }
}

function printed(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      const address = /Netloom is open at (\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
  });
}

/** From Run to the first stored point of a training on TensorFlow, in milliseconds: with a training process at hand, and without. */
async function timeRun(folder: string, keepWarm: boolean): Promise<number> {
  const joined = await join({ folder, keepWarm });
  const client = await joined.connect();
  try {
    const { project } = await client.call('createProject', { template: 'mnist-cnn' });
    // The process that is kept is made two seconds after the start, and takes about one to be there.
    if (keepWarm) await wait(5000);
    const began = performance.now();
    const first = new Promise<number>((resolve) => client.on('pointsAdded', () => resolve(performance.now() - began)));
    const { id } = await client.call('startRun', { project: project.id, engine: 'tensorflow' });
    const took = await first;
    const ended = new Promise<void>((resolve) =>
      client.on('runChanged', (run) => void (run.id === id && run.state === 'stopped' && resolve())),
    );
    await client.call('stopRun', { run: id });
    await ended;
    return took;
  } finally {
    await joined.close();
  }
}

/** First start in a fresh clone with an empty cache folder, and the starts after it. */
export const measureStart: Measurement = async (report) => {
  const folder = await mkdtemp(joinPath(tmpdir(), 'netloom-start-'));
  const executablePath = await findBrowser(new AbortController().signal);
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: browserArguments });
  try {
    const clone = joinPath(folder, 'clone');
    execFileSync('git', ['clone', '--quiet', root, clone]);
    const environment = { ...process.env, NETLOOM_CACHE: joinPath(folder, 'cache'), NETLOOM_HOME: joinPath(folder, 'home') };
    const first = await timeStart(clone, environment, browser);
    report(`first start: ${(first / 1000).toFixed(1)} s`);
    const later: number[] = [];
    for (let turn = 0; turn < 5; turn++) later.push(await timeStart(clone, environment, browser));
    const seconds = later.map((ms) => ms / 1000).toSorted((a, b) => a - b);
    const median = seconds[2] ?? Number.NaN;
    report(`later starts: ${seconds.map((s) => s.toFixed(2)).join(', ')} s`);
    const runs: Record<'warm' | 'cold', number[]> = { warm: [], cold: [] };
    for (let turn = 0; turn < 5; turn++) {
      runs.warm.push(await timeRun(joinPath(folder, `warm${turn}`), true));
      runs.cold.push(await timeRun(joinPath(folder, `cold${turn}`), false));
    }
    const [warm, cold] = [medianOf(runs.warm) / 1000, medianOf(runs.cold) / 1000];
    report(`from Run to the first step: ${warm.toFixed(2)} s warm, ${cold.toFixed(2)} s cold`);
    return `## From \`npm start\` to the window

In served mode with a headless Chromium that was open already. The first start, in a fresh clone with an empty cache folder, installs the packages, fetches
TensorFlow (274 MB) and compiles its binding: ${(first / 1000).toFixed(1)} s here, most of it the network's. Starts after it: ${median.toFixed(2)} s (median of five, ${seconds[0]?.toFixed(2)} to
${seconds.at(-1)?.toFixed(2)} s).

From Run to the first stored points of the MNIST network on TensorFlow, reading the data included: ${warm.toFixed(2)} s with a training process at hand (bound: 1 s),
${cold.toFixed(2)} s without (bound: 3 s); medians of five.`;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
