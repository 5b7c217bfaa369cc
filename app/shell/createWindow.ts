import { BrowserWindow, nativeTheme, type BrowserWindowConstructorOptions } from 'electron';
import { startPage } from './appOrigin.ts';
import { readBounds, rememberBounds } from './windowBounds.ts';

/** The only preferences a page of the studio ever has. Nothing from outside reaches them. */
const preferences = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  spellcheck: false,
} satisfies BrowserWindowConstructorOptions['webPreferences']);

/** Makes the studio's window, shown once its page has drawn. `folder` is where its place on the screen is kept. */
export async function createWindow({ preload, folder }: { preload: string; folder: string }): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    ...readBounds(folder),
    minWidth: 900,
    minHeight: 600,
    title: 'Netloom',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15171b' : '#ffffff',
    webPreferences: { ...preferences, preload },
  });
  rememberBounds(window, folder);
  window.once('ready-to-show', () => window.show());
  await window.loadURL(startPage);
  return window;
}
