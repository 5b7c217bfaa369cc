import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { answerPages } from './shell/answerPages.ts';
import { createWindow } from './shell/createWindow.ts';
import { guardContents } from './shell/guardContents.ts';
import { setMenu } from './shell/menu.ts';
import { findPlaces } from './shell/places.ts';
import { registerAppScheme, serveApp } from './shell/serveApp.ts';
import { startCore } from './shell/startCore.ts';

/* Electron's main process: starts the core, opens windows, relays ports. No work is done here. */
if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.enableSandbox();
  registerAppScheme();
  guardContents();
  void app.whenReady().then(start);
}

async function start(): Promise<void> {
  const { node, coreFile, page, environment } = findPlaces();
  const open = (): Promise<BrowserWindow> =>
    createWindow({ preload: join(import.meta.dirname, 'preload.cjs'), folder: app.getPath('userData') });
  try {
    const core = await startCore({
      node,
      file: coreFile,
      environment,
      tell: (notice) => void dialog.showMessageBox({ type: 'info', message: notice }),
      lost: (reason) => dialog.showErrorBox('Netloom', reason),
    });
    serveApp(page);
    answerPages(core.open);
    setMenu();
    app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
    app.on('activate', () => {
      if (BrowserWindow.getAllWindows().length === 0) void open();
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    let stopped = false;
    app.on('before-quit', (event) => {
      if (stopped) return;
      // Training is brought to rest first, so that nothing is lost.
      event.preventDefault();
      stopped = true;
      void core.stop().finally(() => app.quit());
    });
    await open();
  } catch (error) {
    dialog.showErrorBox('Netloom cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  }
}
