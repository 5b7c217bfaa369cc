import { isAbsolute } from 'node:path';
import { BrowserWindow, dialog, ipcMain, shell, type MessagePortMain } from 'electron';
import type { Port } from '../../shared/ipc/port.ts';
import { weightFormats } from '../../shared/plan/weightFormats.ts';
import { channels } from './channels.ts';
import { fromOwnPage } from './fromOwnPage.ts';

/** Answers what pages ask of the shell: a port to the core, a folder, and to show one. Anyone else is not answered. */
export function answerPages(openPort: () => Port): void {
  ipcMain.on(channels.connect, (event) => {
    const [port] = event.ports;
    if (!port) return;
    if (fromOwnPage(event)) relay(port, openPort());
    else port.close();
  });
  ipcMain.handle(channels.chooseFolder, async (event): Promise<string | null> => {
    const window = fromOwnPage(event) ? BrowserWindow.fromWebContents(event.sender) : null;
    if (!window) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose a folder',
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  });
  ipcMain.handle(channels.chooseData, async (event, reads: unknown): Promise<string | null> => {
    const window = fromOwnPage(event) ? BrowserWindow.fromWebContents(event.sender) : null;
    if (!window) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose data',
      properties: ['openFile', 'multiSelections'],
      filters: reads === 'table' ? dataFilters.table : dataFilters.arrays,
    });
    return canceled || filePaths.length === 0 ? null : filePaths.join(';');
  });
  ipcMain.handle(channels.chooseModel, async (event): Promise<string | null> => {
    const window = fromOwnPage(event) ? BrowserWindow.fromWebContents(event.sender) : null;
    if (!window) return null;
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose a model',
      properties: ['openFile'],
      filters: [{ name: 'Models', extensions: weightFormats.flatMap(({ extensions }) => extensions) }],
    });
    return canceled ? null : (filePaths[0] ?? null);
  });
  // Shown in its parent and never opened: whatever the path names, nothing is started.
  ipcMain.handle(channels.showFolder, async (event, path: unknown): Promise<void> => {
    if (fromOwnPage(event) && typeof path === 'string' && isAbsolute(path)) shell.showItemInFolder(path);
  });
}

/** Files of data that can be read; a folder of them is named in the field. */
const dataFilters = {
  arrays: [{ name: 'NumPy arrays', extensions: ['npy', 'npz'] }],
  table: [{ name: 'Tables', extensions: ['csv', 'tsv', 'txt'] }],
};

/** Passes everything between a page's port and the core's, until either closes. The messages are the contract's; nothing is read here. */
function relay(page: MessagePortMain, core: Port): void {
  page.on('message', ({ data }) => core.send(data));
  core.onMessage((message) => page.postMessage(message));
  page.on('close', () => core.close());
  core.onClose(() => page.close());
  page.start();
}
