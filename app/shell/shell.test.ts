import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeClient } from '../../shared/ipc/client.ts';
import { menuCommands } from '../../shared/ipc/desktop.ts';
import type { Port } from '../../shared/ipc/port.ts';
import * as fake from './testing/fakeElectron.ts';
import { channels } from './channels.ts';
import { contentSecurityPolicy } from '../../shared/ipc/contentSecurityPolicy.ts';
import { answer } from './serveApp.ts';
import { isOwnPage } from './appOrigin.ts';

vi.mock('electron', () => import('./testing/fakeElectron.ts'));

const root = new URL('../../', import.meta.url).pathname;
let folder = '';
const own = { url: 'app://netloom/index.html', parent: null };

/** The contract over a page's port, as the preload script gives it. */
function pagePort(port: fake.FakePort): Port {
  return {
    send: (message) => void port.emit('message', { data: message }),
    onMessage: (receive) => void port.heard.on('message', receive),
    onClose: (closed) => void port.heard.on('close', closed),
    close: () => port.close(),
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-shell-'));
  process.env['NETLOOM_HOME'] = join(folder, 'home');
  process.env['NETLOOM_NODE'] = process.execPath;
  fake.app.root = root;
  fake.app.paths = { userData: folder };
  await import('../electron.ts');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the desktop shell', () => {
  it('starts the core, opens one safe window on its own page, and relays a page to the core', async () => {
    const loaded = new Promise<void>((resolve) => {
      fake.app.on('web-contents-created', () => setImmediate(resolve));
    });
    fake.app.becomeReady();
    await loaded;
    expect(fake.dialog.said).toEqual([]);
    expect(fake.app.sandboxed).toBe(true);
    expect(fake.protocol.privileged.map(({ scheme }) => scheme)).toEqual(['app']);
    const [window] = fake.BrowserWindow.all;
    expect(fake.BrowserWindow.all).toHaveLength(1);
    expect(window?.webContents.url).toBe('app://netloom/index.html');
    expect(window?.shown).toBe(true);
    expect(window?.options.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      preload: expect.stringMatching(/preload\.cjs$/),
    });

    const port = new fake.FakePort();
    fake.ipcMain.emit(channels.connect, { senderFrame: own, ports: [port] });
    const client = makeClient(pagePort(port));
    const templates = await client.call('listTemplates', {});
    expect(templates[0]?.title).toBe('MNIST, convolutional network');
    const made = await client.call('createProject', { template: 'xor' });
    expect(made.project.revision).toBe(1);
    client.close();
  }, 30_000);

  it.each([
    ['another origin', { url: 'https://example.com/', parent: null }],
    ['another host of its scheme', { url: 'app://evil/index.html', parent: null }],
    ['a frame inside the page', { url: own.url, parent: own }],
    ['a frame that is gone', null],
  ])('answers nothing to %s', async (_name, senderFrame) => {
    const port = new fake.FakePort();
    fake.ipcMain.emit(channels.connect, { senderFrame, ports: [port] });
    expect(port.closed).toBe(true);
    expect(port.started).toBe(false);
    fake.dialog.folder = '/secret';
    await expect(
      fake.ipcMain.handlers.get(channels.chooseFolder)?.({ senderFrame, sender: fake.BrowserWindow.all[0]?.webContents }),
    ).resolves.toBeNull();
  });

  it('gives the page a chosen folder, or null', async () => {
    const ask = (): unknown =>
      fake.ipcMain.handlers.get(channels.chooseFolder)?.({ senderFrame: own, sender: fake.BrowserWindow.all[0]?.webContents });
    fake.dialog.folder = '/exports';
    await expect(ask()).resolves.toBe('/exports');
    fake.dialog.folder = null;
    await expect(ask()).resolves.toBeNull();
  });

  it('gives the page chosen files of data with ; between, or null', async () => {
    const ask = (senderFrame: unknown): unknown =>
      fake.ipcMain.handlers.get(channels.chooseData)?.({ senderFrame, sender: fake.BrowserWindow.all[0]?.webContents });
    fake.dialog.folder = '/data/x.npy';
    await expect(ask(own)).resolves.toBe('/data/x.npy');
    await expect(ask(null)).resolves.toBeNull();
    fake.dialog.folder = null;
    await expect(ask(own)).resolves.toBeNull();
  });

  it('gives the page the chosen file of a model, and nobody else', async () => {
    const ask = (senderFrame: unknown): unknown =>
      fake.ipcMain.handlers.get(channels.chooseModel)?.({ senderFrame, sender: fake.BrowserWindow.all[0]?.webContents });
    fake.dialog.folder = '/models/digits.keras';
    await expect(ask(own)).resolves.toBe('/models/digits.keras');
    await expect(ask(null)).resolves.toBeNull();
  });

  it('shows a folder to its own page, by its whole path, and to nobody else', () => {
    const show = (senderFrame: unknown, path: unknown): unknown => fake.ipcMain.handlers.get(channels.showFolder)?.({ senderFrame }, path);
    show({ url: 'https://example.com/', parent: null }, '/exports/a');
    for (const path of ['exports/a', 7, null]) show(own, path);
    expect(fake.shell.shown).toEqual([]);
    show(own, '/exports/a');
    expect(fake.shell.shown).toEqual(['/exports/a']);
  });

  it('lets no page navigate away, open a window, or get a permission', () => {
    const contents = fake.BrowserWindow.all[0]?.webContents;
    if (!contents) throw new Error('no window');
    const hostile = [
      'https://example.com',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'app://evil/',
      'APP://netloom.evil/',
      '//x',
      '',
      'app://netloom@evil/',
      'about:blank',
    ];
    for (const url of hostile) {
      expect(isOwnPage(url), url).toBe(false);
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
      for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
        let prevented = false;
        contents.emit(event, { url, preventDefault: () => (prevented = true) });
        expect(prevented, `${event} ${url}`).toBe(true);
      }
    }
    const session = { request: (..._: unknown[]): void => {}, check: (..._: unknown[]): unknown => true, device: (): unknown => true };
    fake.app.emit('session-created', {
      setPermissionRequestHandler: (handler: typeof session.request) => (session.request = handler),
      setPermissionCheckHandler: (handler: typeof session.check) => (session.check = handler),
      setDevicePermissionHandler: (handler: typeof session.device) => (session.device = handler),
    });
    const answers: boolean[] = [];
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'usb',
      'display-capture',
      'openExternal',
      'fileSystem',
      'made-up',
    ]) {
      session.request(contents, permission, (granted: boolean) => answers.push(granted));
      expect(session.check(contents, permission, 'app://netloom/')).toBe(false);
    }
    expect(answers).toEqual(answers.map(() => false));
    expect(session.device()).toBe(false);
    expect(session.check(contents, 'clipboard-sanitized-write', 'https://example.com')).toBe(false);
  });

  it('sends menu commands to the page, and shows only one menu', () => {
    const window = fake.BrowserWindow.all[0];
    const run = fake.Menu.template?.find((entry) => entry.label === '&Run')?.submenu;
    const [entry] = Array.isArray(run) ? run : [];
    const click = entry?.click as ((...given: unknown[]) => void) | undefined;
    click?.(entry, window, {});
    expect(window?.webContents.sent).toEqual([[channels.command, 'run']]);
  });

  it('keeps the place of its window, and ends the core before it quits', async () => {
    fake.BrowserWindow.all[0]?.emit('close');
    expect(JSON.parse(await readFile(join(folder, 'window.json'), 'utf8'))).toEqual({ x: 10, y: 20, width: 1000, height: 700 });
    const quitted = new Promise<void>((resolve) => fake.app.once('quitted', resolve));
    fake.app.quit();
    await quitted;
    expect(fake.dialog.said).toEqual([]);
    // The core gave its folder back: nobody listens on it any more.
    expect((await readdir(join(folder, 'home'))).filter((name) => /\.sock|core\.json/.test(name))).toEqual([]);
  }, 30_000);
});

describe('the files of the page', () => {
  let page = '';
  beforeAll(async () => {
    page = join(folder, 'page');
    await mkdir(join(page, 'assets'), { recursive: true });
    await mkdir(join(folder, 'page-sibling'));
    await writeFile(join(folder, 'page-sibling', 'secret.txt'), 'secret');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(page, 'index.html'), '<p>page</p>');
    await writeFile(join(page, 'assets', 'a.js'), '1');
    await symlink(join(folder, 'secret.txt'), join(page, 'link.txt'));
  });

  it('are served with their types and a strict policy', async () => {
    const response = await answer(page, 'app://netloom/index.html', 'GET');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    // Not one step wider than what a browser gets.
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy());
    expect(contentSecurityPolicy()).not.toMatch(/unsafe|http|\*/);
    expect(await response.text()).toBe('<p>page</p>');
    expect((await answer(page, 'app://netloom/assets/a.js', 'GET')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('give nothing from outside, however it is asked', async () => {
    const steps = ['..', '%2e%2e', '%2E.', '..%2f', '..%5c', '..\\', '%252e%252e', '....//', '..;', '..%00'];
    const paths = [
      ...steps.flatMap((step) =>
        [1, 2, 5].flatMap((depth) => [`${`${step}/`.repeat(depth)}secret.txt`, `assets/${`${step}/`.repeat(depth + 1)}secret.txt`]),
      ),
      '../page-sibling/secret.txt',
      '%2e%2e/page-sibling/secret.txt',
      'link.txt',
      'C:/secret.txt',
      '//server/secret.txt',
      'index.html%00.txt',
      '%',
      '',
      'assets',
    ];
    for (const path of paths) {
      const response = await answer(page, `app://netloom/${path}`, 'GET');
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(await response.text(), path).not.toContain('secret');
    }
    for (const address of ['app://evil/index.html', 'nonsense'])
      expect((await answer(page, address, 'GET')).status).toBeGreaterThanOrEqual(400);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await answer(page, 'app://netloom/index.html', method)).status).toBe(405);
  });
});

it('has in its menu only what the page can do', async () => {
  const page = await readFile(join(root, 'renderer', 'window', 'actions.ts'), 'utf8');
  expect(menuCommands.filter((command) => !page.includes(`id: '${command}'`))).toEqual([]);
});

it('makes windows in one place, and listens to pages in one place', async () => {
  const sources = (await readdir(join(root, 'app'), { recursive: true })).filter((name) => name.endsWith('.ts') && !/test/.test(name));
  const containing = async (pattern: RegExp): Promise<string[]> => {
    const texts = await Promise.all(sources.map(async (name) => [name, await readFile(join(root, 'app', name), 'utf8')] as const));
    return texts.filter(([, text]) => pattern.test(text)).map(([name]) => name);
  };
  expect(await containing(/new BrowserWindow\(/)).toEqual([join('shell', 'createWindow.ts')]);
  expect(await containing(/ipcMain\.(on|handle)/)).toEqual([join('shell', 'answerPages.ts')]);
  expect(await containing(/openExternal|openPath|shell\.open/)).toEqual([]);
});
