import { expect, it } from 'vitest';
import { openPorts, servePorts, type Channel, type Frame } from './portChannel.ts';
import type { Port } from '../../shared/ipc/port.ts';

/** Two ends joined directly, each message one turn later, as between processes. */
function channels(): readonly [Channel, Channel] {
  const receivers: ((frame: Frame) => void)[] = [];
  const end = (own: number): Channel => ({
    send: (frame) => queueMicrotask(() => receivers[1 - own]?.(structuredClone(frame))),
    onMessage: (receive) => (receivers[own] = receive),
  });
  return [end(0), end(1)];
}
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

it('carries many ports at once, keeps early messages, and closes both ends', async () => {
  const [near, far] = channels();
  const served: Port[] = [];
  servePorts(far, (port) => served.push(port));
  const { open, closeAll } = openPorts(near);
  const [a, b] = [open(), open()];
  a.send('to a');
  b.send({ to: 'b' });
  await turns();
  expect(served).toHaveLength(2);
  const heard: unknown[] = [];
  served.forEach((port) => port.onMessage((message) => heard.push(message)));
  expect(heard).toEqual(['to a', { to: 'b' }]);
  const back: unknown[] = [];
  b.onMessage((message) => back.push(message));
  served[1]?.send('back');
  await turns();
  expect(back).toEqual(['back']);

  const closed: string[] = [];
  a.onClose(() => closed.push('a near'));
  served[0]?.onClose(() => closed.push('a far'));
  b.onClose(() => closed.push('b near'));
  served[0]?.close();
  await turns();
  expect(closed).toEqual(['a far', 'a near']);
  a.send('nobody hears');
  closeAll();
  await turns();
  expect(closed).toEqual(['a far', 'a near', 'b near']);
  expect(heard).toHaveLength(2);
});
