import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeClient } from '../../shared/ipc/client.ts';
import { portPair } from '../../shared/ipc/portPair.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import { linePort } from './linePort.ts';

/** The two ends of a local socket. */
async function socketPair(): Promise<[Socket, Socket]> {
  const path = process.platform === 'win32' ? String.raw`\\.\pipe\netloom-test-${process.pid}` : join(temporaryFolder(), 's');
  const server = createServer();
  const far = new Promise<Socket>((resolve) => server.on('connection', resolve));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const near = connect(path);
  const pair: [Socket, Socket] = [near, await far];
  onTestFinished(() => {
    for (const socket of pair) socket.destroy();
    server.close();
  });
  return pair;
}

test('what follows an awaited answer happens before the next message is heard, though both came in one piece', async () => {
  const [near, far] = await socketPair();
  const client = makeClient(linePort(near));
  const order: string[] = [];
  client.on('pointsRemoved', () => order.push('event'));
  far.write(
    ['{"type":"answer","id":1,"output":[]}', '{"type":"event","name":"pointsRemoved","data":{"run":"r","after":1}}', ''].join('\n'),
  );
  const wrapped = async (): Promise<unknown> => await client.call('listRuns', {});
  await wrapped();
  order.push('after the answer');
  await vi.waitFor(() => expect(order).toHaveLength(2));
  expect(order).toEqual(['after the answer', 'event']);
});

test('the same holds for two ports in one process', async () => {
  const [near, far] = portPair(setImmediate);
  const client = makeClient(near);
  const order: string[] = [];
  client.on('pointsRemoved', () => order.push('event'));
  const call = client.call('listRuns', {}).then(async (runs) => runs);
  far.send({ type: 'answer', id: 1, output: [] });
  far.send({ type: 'event', name: 'pointsRemoved', data: { run: 'r', after: 1 } });
  await call;
  order.push('after the answer');
  await vi.waitFor(() => expect(order).toHaveLength(2));
  expect(order).toEqual(['after the answer', 'event']);
});

test('messages come whole and in order, however the bytes are cut, and all of them before the end', async () => {
  const [near, far] = await socketPair();
  const port = linePort(near);
  const heard: unknown[] = [];
  port.onMessage((message) => heard.push(message));
  const closed = new Promise<void>((resolve) => port.onClose(resolve));
  const messages = Array.from({ length: 200 }, (_, index) => ({ index, text: 'ä€😀\n'.repeat(index % 7) }));
  const bytes = Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  for (let at = 0; at < bytes.length; at += 7) far.write(bytes.subarray(at, at + 7));
  far.end();
  await closed;
  expect(heard).toEqual(messages);
});

test('a peer that sends no JSON is cut off', async () => {
  const [near, far] = await socketPair();
  const port = linePort(near);
  const heard = vi.fn();
  port.onMessage(heard);
  const closed = new Promise<void>((resolve) => port.onClose(resolve));
  far.write('{"a": 1\n{"b": 2}\n');
  await closed;
  expect(heard).not.toHaveBeenCalledWith({ b: 2 });
});
