import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import WebSocket from 'ws';
import { makeClient } from '../../shared/ipc/client.ts';
import type { Port } from '../../shared/ipc/port.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import { securityHeaders } from './headers.ts';
import { makeSessions } from './sessions.ts';
import { socketPort } from './socketPort.ts';
import { startServer, type RunningServer } from './startServer.ts';

interface Running extends RunningServer {
  readonly folder: string;
  readonly served: ReturnType<typeof vi.fn<(port: Port) => Promise<void>>>;
}
async function start(): Promise<Running> {
  const folder = temporaryFolder();
  const files = join(folder, 'files');
  mkdirSync(join(files, 'assets'), { recursive: true });
  writeFileSync(join(files, 'index.html'), '<!doctype html><title>Netloom</title>');
  writeFileSync(join(files, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  mkdirSync(join(folder, 'files2'));
  writeFileSync(join(folder, 'files2', 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(files, 'link.txt'));
  const served = vi.fn<(port: Port) => Promise<void>>(() => Promise.resolve());
  const server = await startServer({ folder, files, port: 0, serve: served });
  onTestFinished(() => server.close());
  return { ...server, folder, served };
}
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}
/** A request exactly as given: nothing is added or normalized on the way. */
function ask(port: number, method: string, path: string, headers: Record<string, string | string[]> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: { Host: `127.0.0.1:${port}`, ...headers }, setHost: false, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
/** The bytes that come back for the bytes given. */
function askRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let got = '';
    socket.on('data', (data) => (got += String(data)));
    socket.on('close', () => resolve(got));
    socket.on('error', () => {});
    socket.setTimeout(2000, () => socket.destroy());
    socket.write(text);
  });
}
const origin = ({ port }: Running): string => `http://127.0.0.1:${port}`;
const tokenOf = (address: string): string => new URL(address).hash.slice('#token='.length);
async function signIn(server: Running): Promise<string> {
  const answer = await postToken(server, tokenOf(server.address()));
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}
const postToken = (server: Running, token: string, more: Record<string, string> = {}): Promise<Answer> =>
  ask(server.port, 'POST', '/session', { Origin: origin(server), 'Content-Type': 'application/json', ...more }, JSON.stringify({ token }));
/** Opens the contract's socket; gives the status of the refusal, or the open socket. */
function openSocket({ port }: Running, headers: Record<string, string>, path = '/contract'): Promise<WebSocket | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
    socket.on('open', () => {
      onTestFinished(() => socket.terminate());
      resolve(socket);
    });
  });
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
const foreignHosts = (port: number): string[] => [
  'example.com',
  `example.com:${port}`,
  '127.0.0.1',
  'localhost',
  `127.0.0.1:${port + 1}`,
  `127.0.0.1:${port}.`,
  `127.0.0.1.:${port}`,
  `127.0.0.1.example.com:${port}`,
  `localhost.example.com:${port}`,
  `localhost.:${port}`,
  `LOCALHOST:${port}`,
  `0.0.0.0:${port}`,
  `127.1:${port}`,
  `2130706433:${port}`,
  `[::1]:${port}`,
  `[::ffff:127.0.0.1]:${port}`,
  `user@127.0.0.1:${port}`,
  `127.0.0.1:${port}, example.com`,
  `127.0.0.1:0${port}`,
  '',
];

test('a Host that is not exactly this server is refused, whatever the method and the path, before anything is done', async () => {
  const server = await start();
  const cookie = await signIn(server);
  for (const host of foreignHosts(server.port)) {
    for (const method of methods) {
      for (const path of ['/', '/session', '/contract', '/nothing']) {
        const answer = await ask(
          server.port,
          method,
          path,
          { Host: host, Origin: `http://${host}`, Cookie: cookie, 'Content-Type': 'application/json' },
          method === 'POST' ? '{}' : '',
        );
        expect([host, method, path, answer.status]).toEqual([host, method, path, host === '' ? answer.status : 403]);
        expect(answer.status).toBeGreaterThanOrEqual(400);
      }
    }
  }
  expect(server.served).not.toHaveBeenCalled();
});

test('two Hosts, none, a whole address in place of a path, and garbage are refused with all headers', async () => {
  const { port } = await start();
  const host = `Host: 127.0.0.1:${port}\r\n`;
  for (const text of [
    `GET / HTTP/1.1\r\n${host}Host: example.com\r\nConnection: close\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: example.com\r\n${host}Connection: close\r\n\r\n`,
    `GET / HTTP/1.1\r\nConnection: close\r\n\r\n`,
    `GET / HTTP/1.0\r\n\r\n`,
    `GET http://example.com/ HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    `CONNECT example.com:80 HTTP/1.1\r\n${host}\r\n`,
    `NONSENSE\r\n\r\n`,
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n`,
  ]) {
    const got = await askRaw(port, text);
    expect([text.slice(0, 40), got.slice(0, 12)]).toEqual([text.slice(0, 40), expect.stringMatching(/^HTTP\/1.1 4|^$/)]);
    if (got !== '') for (const name of Object.keys(securityHeaders(''))) expect(got.toLowerCase()).toContain(`${name.toLowerCase()}: `);
  }
});

test('requests that another page caused are refused; the address bar and links may open the window', async () => {
  const server = await start();
  const own = origin(server);
  const refused: [string, string, Record<string, string>][] = [
    ['GET', '/', { Origin: 'https://example.com' }],
    ['GET', '/session', { Origin: 'null' }],
    ['GET', '/session', { Origin: `http://127.0.0.1:${server.port + 1}` }],
    ['GET', '/session', { Origin: `http://localhost:${server.port}` }],
    ['GET', '/session', { Origin: `https://127.0.0.1:${server.port}` }],
    ['GET', '/assets/index-abc.js', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
    ['GET', '/session', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors' }],
    ['POST', '/session', {}],
    ['POST', '/session', { Origin: own, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }],
  ];
  for (const [method, path, headers] of refused)
    expect([method, path, headers, (await ask(server.port, method, path, headers)).status]).toEqual([method, path, headers, 403]);
  expect((await ask(server.port, 'GET', '/', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(200);
  expect((await ask(server.port, 'GET', '/', { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' })).status).toBe(200);
  expect((await ask(server.port, 'GET', '/', { Host: `localhost:${server.port}`, Origin: `http://localhost:${server.port}` })).status).toBe(
    200,
  );
});

test('every answer carries the same strict headers, errors too, and none lets another origin in', async () => {
  const server = await start();
  const cases: [string, string, Record<string, string>][] = [
    ['GET', '/', {}],
    ['HEAD', '/', {}],
    ['GET', '/assets/index-abc.js', {}],
    ['GET', '/nothing', {}],
    ['GET', '/%zz', {}],
    ['GET', '/session', {}],
    ['POST', '/session', { Origin: origin(server) }],
    ['DELETE', '/', { Origin: origin(server) }],
    ['OPTIONS', '/', { Origin: 'https://example.com' }],
    ['GET', '/', { Host: 'example.com' }],
  ];
  for (const [method, path, headers] of cases) {
    const answer = await ask(server.port, method, path, headers);
    const wanted = Object.fromEntries(
      Object.entries(securityHeaders(`127.0.0.1:${server.port}`)).map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect([method, path, answer.headers]).toEqual([method, path, expect.objectContaining(wanted)]);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
  expect(securityHeaders('h')['Content-Security-Policy']).not.toMatch(/unsafe|http|\*/);
});

test('no path leads out of the folder of the window', async () => {
  const { port } = await start();
  const paths = [
    '../secret.txt',
    '%2e%2e/secret.txt',
    '..%2fsecret.txt',
    '%2e%2e%2fsecret.txt',
    '..%5csecret.txt',
    '%252e%252e%252fsecret.txt',
    'assets/../../secret.txt',
    './../secret.txt',
    '../files2/secret.txt',
    'link.txt',
    '/etc/passwd',
    '%00',
    'index.html%00.js',
    'assets',
    'assets/',
    '..',
    '%2e%2e',
    'C:%5cwindows%5cwin.ini',
    '....//secret.txt',
  ];
  for (const path of paths) {
    const got = await askRaw(port, `GET /${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    expect([path, got.slice(0, 12)]).toEqual([path, 'HTTP/1.1 404']);
    expect(got).not.toContain('secret\n');
  }
});

test('files come with their types; names with a hash may be kept, the page may not', async () => {
  const { port } = await start();
  expect(await ask(port, 'GET', '/')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    text: expect.stringContaining('<title>Netloom'),
  });
  expect(await ask(port, 'GET', '/assets/index-abc.js?x=1')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': expect.stringContaining('immutable') },
  });
  expect(await ask(port, 'HEAD', '/')).toMatchObject({ status: 200, text: '' });
});

test('a token is exchanged once, for a cookie that no script and no other site can use', async () => {
  const server = await start();
  const token = tokenOf(server.address());
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect((await postToken(server, 'wrong')).status).toBe(403);
  const answer = await postToken(server, token);
  const [cookie = ''] = answer.headers['set-cookie'] ?? [];
  expect(answer.status).toBe(200);
  expect(cookie).toMatch(new RegExp(`^netloom-${server.port}=[^;]+; Path=/; HttpOnly; SameSite=Strict; Max-Age=\\d+$`));
  expect(cookie).not.toContain(token);
  expect((await postToken(server, token)).status).toBe(403);
  const signedIn = async (value: string): Promise<unknown> =>
    JSON.parse((await ask(server.port, 'GET', '/session', { Cookie: value })).text);
  const value = cookie.split(';')[0] ?? '';
  expect(await signedIn(value)).toEqual({ signedIn: true });
  expect(await signedIn(`other=1; ${value}`)).toEqual({ signedIn: true });
  for (const wrong of [
    '',
    'netloom=1',
    `${value}0`,
    value.slice(0, -1),
    value.replace(`netloom-${server.port}`, 'netloom-1'),
    value.replace(/\.\d+\./, '.1.'),
  ])
    expect([wrong, await signedIn(wrong)]).toEqual([wrong, { signedIn: false }]);
  // The same browser loads the printed address again.
  expect((await postToken(server, token, { Cookie: value })).status).toBe(200);
});

test('a sign-in that is no small JSON is refused', async () => {
  const server = await start();
  const post = (body: string, type = 'application/json'): Promise<Answer> =>
    ask(server.port, 'POST', '/session', { Origin: origin(server), 'Content-Type': type }, body);
  expect((await post('token=1', 'application/x-www-form-urlencoded')).status).toBe(415);
  expect((await post('token=1', 'text/plain')).status).toBe(415);
  for (const body of ['', '{}', '[]', 'null', '{"token":1}', '{"token":"a","more":1}', `{"token":"${'a'.repeat(5000)}"}`])
    expect([body.slice(0, 20), (await post(body)).status]).toEqual([body.slice(0, 20), 400]);
});

test('many wrong tokens are slowed down, and the right one still counts', async () => {
  const sessions = makeSessions(temporaryFolder(), 1);
  for (let index = 0; index < 10; index++) expect(await sessions.signIn('wrong')).toBeNull();
  const began = performance.now();
  expect(await sessions.signIn('wrong')).toBeNull();
  expect(performance.now() - began).toBeGreaterThan(900);
  expect(await sessions.signIn(sessions.newToken())).not.toBeNull();
});

test('a cookie outlives the server, not its time and not its port; the key is for the user alone', async () => {
  const folder = temporaryFolder();
  let time = 1_000_000;
  const cookie = (await makeSessions(folder, 80, () => time).signIn('')) ?? '';
  expect(cookie).toBe('');
  const sessions = makeSessions(folder, 80, () => time);
  const good = (await sessions.signIn(sessions.newToken())) ?? '';
  expect(makeSessions(folder, 80, () => time).isValid(good)).toBe(true);
  expect(makeSessions(folder, 81, () => time).isValid(good)).toBe(false);
  expect(makeSessions(temporaryFolder(), 80, () => time).isValid(good)).toBe(false);
  time += sessions.lifetime;
  expect(makeSessions(folder, 80, () => time).isValid(good)).toBe(false);
  if (process.platform !== 'win32') expect(statSync(join(folder, 'session.key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'session.key'))).toHaveLength(32);
});

test('the contract opens only to a signed-in page of this very origin', async () => {
  const server = await start();
  const cookie = await signIn(server);
  const own = { Origin: origin(server), Cookie: cookie };
  expect(await openSocket(server, { Origin: own.Origin })).toBe(401);
  expect(await openSocket(server, { Cookie: cookie })).toBe(403);
  for (const wrong of ['https://example.com', 'null', `http://localhost:${server.port}`, `http://127.0.0.1:${server.port + 1}`])
    expect([wrong, await openSocket(server, { ...own, Origin: wrong })]).toEqual([wrong, 403]);
  for (const host of foreignHosts(server.port).filter((candidate) => candidate !== ''))
    expect([host, await openSocket(server, { ...own, Host: host, Origin: `http://${host}` })]).toEqual([host, 403]);
  expect(await openSocket(server, own, '/')).toBe(404);
  expect(server.served).not.toHaveBeenCalled();
  expect(await openSocket(server, own)).toBeInstanceOf(WebSocket);
  await vi.waitFor(() => expect(server.served).toHaveBeenCalledOnce());
});

test('messages cross the socket both ways; nothing is compressed', async () => {
  const server = await start();
  server.served.mockImplementation((port) => {
    port.onMessage((message) => port.send({ type: 'answer', id: (message as { id: number }).id, output: [] }));
    return Promise.resolve();
  });
  const socket = await openSocket(server, { Origin: origin(server), Cookie: await signIn(server) });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  expect(socket.extensions).toBe('');
  expect(await makeClient(socketPort(socket)).call('listProjects', {})).toEqual([]);
});

test.each([
  ['no JSON', '{"type"', 1003],
  ['bytes', Buffer.from([1, 2, 3]), 1003],
  ['a frame without end', Buffer.alloc(17 * 1024 * 1024, 65).toString(), 1009],
])('a socket that sends %s is closed', async (_, data, code) => {
  const server = await start();
  const socket = await openSocket(server, { Origin: origin(server), Cookie: await signIn(server) });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.send(data);
  expect(await closed).toBe(code);
});

test('at most sixteen windows at once', async () => {
  const server = await start();
  const headers = { Origin: origin(server), Cookie: await signIn(server) };
  for (let index = 0; index < 16; index++) expect(await openSocket(server, headers)).toBeInstanceOf(WebSocket);
  expect(await openSocket(server, headers)).toBe(503);
});

test('it listens on loopback alone', async () => {
  const { port } = await start();
  if (process.platform !== 'linux') return;
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const listening = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.includes(`:${hex} `) && line.split(/\s+/)[4] === '0A');
  expect(listening.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${hex}`]);
});

test('a port that is taken is told in one sentence that names it and --port', async () => {
  const server = await start();
  await expect(startServer({ folder: server.folder, files: '', port: server.port, serve: () => Promise.resolve() })).rejects.toThrow(
    `Port ${server.port} is in use by another program: choose another one with --port, or leave --port out.`,
  );
});

test('closing ends every socket and lets the port go', async () => {
  const server = await start();
  const socket = await openSocket(server, { Origin: origin(server), Cookie: await signIn(server) });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await server.close();
  await closed;
  const again = await startServer({ folder: server.folder, files: '', port: server.port, serve: () => Promise.resolve() });
  expect(again.port).toBe(server.port);
  await again.close();
});

test('a window that was not built says how to build it', async () => {
  const server = await startServer({ folder: temporaryFolder(), files: '/nowhere', port: 0, serve: () => Promise.resolve() });
  onTestFinished(() => server.close());
  expect(await ask(server.port, 'GET', '/')).toMatchObject({ status: 503, text: expect.stringContaining('npm run build') });
});
