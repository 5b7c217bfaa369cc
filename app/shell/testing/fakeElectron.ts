import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/*
 * Stands in for the parts of Electron that the shell touches, where its binary cannot be had. It records what it was told and lets a test
 * play the user and the page. The shell itself is checked against Electron's own typings.
 */
class FakeApp extends EventEmitter {
  isPackaged = false;
  sandboxed = false;
  quits = 0;
  exits: number[] = [];
  paths: Record<string, string> = {};
  root = '';
  #ready: () => void = () => {};
  readonly #whenReady = new Promise<void>((resolve) => (this.#ready = resolve));
  enableSandbox(): void {
    this.sandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  whenReady(): Promise<void> {
    return this.#whenReady;
  }
  becomeReady(): void {
    this.#ready();
  }
  getPath(name: string): string {
    return this.paths[name] ?? '';
  }
  getAppPath(): string {
    return this.root;
  }
  getVersion(): string {
    return '0.0.0';
  }
  quit(): void {
    this.quits++;
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.emit('quitted');
  }
  exit(code: number): void {
    this.exits.push(code);
  }
}
export const app = new FakeApp();

class FakeContents extends EventEmitter {
  url = '';
  sent: unknown[][] = [];
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  getURL(): string {
    return this.url;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new FakeContents();
  shown = false;
  focused = 0;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  static fromWebContents(contents: FakeContents): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null;
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.url = url;
    this.emit('ready-to-show');
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused++;
  }
  getNormalBounds(): Electron.Rectangle {
    return { x: 10, y: 20, width: 1000, height: 700 };
  }
}

class FakeIpcMain extends EventEmitter {
  handlers = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>();
  handle(channel: string, handler: (event: unknown, ...args: unknown[]) => Promise<unknown>): void {
    this.handlers.set(channel, handler);
  }
}
export const ipcMain = new FakeIpcMain();

export const protocol = {
  privileged: [] as Electron.CustomScheme[],
  handlers: new Map<string, (request: { url: string; method: string }) => Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    protocol.privileged.push(...schemes);
  },
  handle(scheme: string, handler: (request: { url: string; method: string }) => Promise<Response>): void {
    protocol.handlers.set(scheme, handler);
  },
};

export const dialog = {
  said: [] as string[],
  folder: null as string | null,
  async showMessageBox({ message }: { message: string }): Promise<void> {
    dialog.said.push(message);
  },
  showErrorBox(title: string, message: string): void {
    dialog.said.push(`${title}: ${message}`);
  },
  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    return { canceled: dialog.folder === null, filePaths: dialog.folder === null ? [] : [dialog.folder] };
  },
};

/** Paths that were shown in the file manager. */
export const shell = {
  shown: [] as string[],
  showItemInFolder(path: string): void {
    shell.shown.push(path);
  },
};

export const Menu = {
  template: null as Electron.MenuItemConstructorOptions[] | null,
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]): Electron.MenuItemConstructorOptions[] => template,
  setApplicationMenu(menu: Electron.MenuItemConstructorOptions[]): void {
    Menu.template = menu;
  },
};
export const nativeTheme = { shouldUseDarkColors: false };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };

/** The main-process end of a page's MessagePort: what the page posts arrives as `message`. */
export class FakePort extends EventEmitter {
  posted: unknown[] = [];
  heard = new EventEmitter();
  started = false;
  closed = false;
  start(): void {
    this.started = true;
  }
  postMessage(message: unknown): void {
    this.posted.push(message);
    this.heard.emit('message', message);
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.emit('close');
    this.heard.emit('close');
  }
}
