import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { join as joinPath } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectLocal } from '../main/local/connectLocal.ts';
import { contractVersion, readCoreFile, socketPath, writeCoreFile } from '../main/local/coreFile.ts';
import { linePort } from '../main/local/linePort.ts';
import { temporaryFolder } from '../main/store/fixtures/temporaryFolder.ts';
import { lockFolder } from '../main/store/lockFolder.ts';
import { join } from './core.ts';
import { connect, scriptedWorker, startCore, type CoreProcess } from './fixtures/startCore.ts';
import { joinCore, type Joined } from '../main/local/joinCore.ts';

async function started(folder: string): Promise<CoreProcess> {
  const core = await startCore(folder);
  onTestFinished(async () => void (await core.end('SIGKILL')));
  return core;
}
async function joinHere(folder: string): Promise<Joined> {
  const joined = await join({ folder, workerFile: scriptedWorker });
  onTestFinished(() => joined.close());
  return joined;
}

test('a second process sends its commands to the core that lives, and hears its events', async () => {
  const folder = temporaryFolder();
  const first = await started(folder);
  const second = await joinHere(folder);
  expect([first.owns, second.owns()]).toEqual([true, false]);
  const [a, b] = [await connect(folder), await second.connect()];
  const heard = vi.fn();
  b.on('projectSaved', heard);
  const { project } = await a.call('createProject', { template: 'xor' });
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(project));
  expect(await b.call('listProjects', {})).toEqual([project]);
  a.close();
});

test('when the process of the core is killed, the next call of another one takes the folder over', async () => {
  const folder = temporaryFolder();
  const first = await started(folder);
  const second = await joinHere(folder);
  const before = await second.connect();
  const closed = new Promise<void>((resolve) => before.onClose(resolve));
  await before.call('createProject', { template: 'xor', name: 'kept' });
  await first.end('SIGKILL');
  await closed;
  await expect(before.call('listProjects', {})).rejects.toMatchObject({ code: 'closed' });
  const after = await second.connect();
  expect(second.owns()).toBe(true);
  expect((await after.call('listProjects', {})).map(({ name }) => name)).toEqual(['kept']);
});

test('of many processes that start at once exactly one has the core, and all see the same data', async () => {
  const folder = temporaryFolder();
  const cores = await Promise.all(Array.from({ length: 5 }, () => started(folder)));
  expect(cores.filter(({ owns }) => owns)).toHaveLength(1);
});

test('a core that ends well clears its way: nothing but data stays', async () => {
  const folder = temporaryFolder();
  const core = await started(folder);
  expect(existsSync(joinPath(folder, 'core.json'))).toBe(true);
  expect(await core.end('SIGTERM')).toBe(0);
  expect(existsSync(joinPath(folder, 'core.json'))).toBe(false);
  expect(existsSync(socketPath(folder))).toBe(false);
});

test.skipIf(process.platform === 'win32')('socket and secret are for the user alone', async () => {
  const folder = temporaryFolder();
  await joinHere(folder);
  for (const file of [socketPath(folder), joinPath(folder, 'core.json')]) expect([file, statSync(file).mode & 0o077]).toEqual([file, 0]);
});

test.skipIf(process.platform === 'win32')('a folder with a long name works: its socket lies elsewhere', async () => {
  const folder = joinPath(temporaryFolder(), 'a'.repeat(120));
  mkdirSync(folder);
  expect(socketPath(folder).length).toBeLessThan(100);
  await started(folder);
  const client = await connect(folder);
  expect(await client.call('listProjects', {})).toEqual([]);
  client.close();
});

test('a file that names a dead core, and a socket that nobody serves, are in nobody’s way', async () => {
  const folder = temporaryFolder();
  writeCoreFile(folder, {
    pid: 999_999,
    started: 'long ago',
    socket: joinPath(folder, 'core.sock'),
    secret: 'x',
    contract: contractVersion,
  });
  writeFileSync(joinPath(folder, 'core.sock'), '');
  expect(await connectLocal(folder)).toBeNull();
  expect((await joinHere(folder)).owns()).toBe(true);
});

test('a process that holds the folder and does not answer is told of in words', async () => {
  const folder = temporaryFolder();
  const lock = lockFolder(folder);
  onTestFinished(() => lock?.release());
  await expect(joinCore(folder, () => Promise.resolve(null), 200)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/Another Netloom has .* open and does not answer/),
  });
});

test('whoever does not know the secret, or speaks no JSON, is cut off and reaches no command', async () => {
  const folder = temporaryFolder();
  await joinHere(folder);
  for (const line of [
    '{"secret":"wrong","contract":1}\n',
    '{"type":"call","id":1,"name":"listProjects","input":{}}\n',
    'hello\n',
    '{"secret":1}\n',
  ]) {
    const socket = connectSocket(socketPath(folder));
    const got: string[] = [];
    socket.on('data', (data) => got.push(String(data)));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.write(`${line}{"type":"call","id":2,"name":"listProjects","input":{}}\n`);
    await closed;
    expect(got).toEqual([]);
  }
});

test('a core of another contract is refused in words', async () => {
  const folder = temporaryFolder();
  await joinHere(folder);
  const core = readCoreFile(folder);
  if (!core) throw new Error('no core.json');
  const socket = connectSocket(core.socket);
  const port = linePort(socket);
  const closed = new Promise<void>((resolve) => port.onClose(resolve));
  const welcome = new Promise((resolve) => port.onMessage(resolve));
  port.send({ secret: core.secret, contract: 99 });
  expect(await welcome).toEqual({ contract: contractVersion });
  await closed;
});
