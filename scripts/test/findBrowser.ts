import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { runCommand } from '../../main/engine/tensorflow/supply/runCommand.ts';
import { runTool } from '../checks/runTool.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Where browsers lie that are not on the PATH. */
function commonPlaces(): string[] {
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
  return [
    ...programs.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/snap/bin/chromium',
  ].filter(existsSync);
}

/** The path behind a name on the PATH, when it answers `--version`. */
async function works(candidate: string): Promise<boolean> {
  if (process.platform === 'win32') return existsSync(candidate); // chrome.exe opens a window instead of answering
  return (await runCommand(candidate, ['--version'])).code === 0;
}

function onPath(name: string): string[] {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  return folders.map((folder) => join(folder, name)).filter(existsSync);
}

async function findInstalled(): Promise<string | null> {
  const chosen = process.env.NETLOOM_BROWSER;
  const own = chromium.executablePath();
  for (const candidate of [...(chosen ? [chosen] : []), ...names.flatMap(onPath), ...commonPlaces(), ...(existsSync(own) ? [own] : [])]) {
    if (await works(candidate)) return candidate;
  }
  return null;
}

/** Chromium, and the loader of Vulkan drivers, by apt-get as root on Debian and its kin; whether it ended well. */
async function installPackage(signal?: AbortSignal): Promise<boolean> {
  if (process.getuid?.() !== 0 || onPath('apt-get').length === 0) return false;
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium', 'libvulkan1']]) {
    const { code, stderr } = await runCommand('apt-get', ['--quiet', ...args], { environment, signal });
    if (code !== 0) {
      console.error(`apt-get ${args.join(' ')} failed: ${stderr.trim().split('\n').at(-1)}`);
      return false;
    }
  }
  return true;
}

/**
 * A browser for the tests: `NETLOOM_BROWSER`, an installed Chromium or Chrome, else Playwright's own download, else the system's package
 * where this may install one. Null when none of these can be had.
 */
export async function findBrowser(signal?: AbortSignal): Promise<string | null> {
  const installed = await findInstalled();
  if (installed !== null) return installed;
  console.log("No browser is installed; fetching Playwright's own ...");
  const environment = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' };
  await runTool('@playwright/test', 'playwright', ['install', 'chromium'], environment);
  const own = await findInstalled();
  if (own !== null) return own;
  console.log("That failed; installing the system's package ...");
  return (await installPackage(signal)) ? findInstalled() : null;
}
