import { servePorts, type Frame } from '../main/local/portChannel.ts';
import { join } from './core.ts';

/* The core beside Electron: a plain Node process that serves every port the shell opens over its IPC channel, and ends with it. */
if (!process.send) {
  process.stderr.write('app/coreProcess.ts is started by the desktop shell and does nothing on its own.\n');
  process.exit(1);
}
const fail = (error: unknown): void =>
  void process.send?.({ type: 'failed', message: error instanceof Error ? error.message : String(error) });

try {
  const joined = await join({ keepWarm: true });
  process.on('disconnect', () => {
    joined.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  servePorts(
    {
      send: (frame) => {
        if (process.connected) process.send?.(frame);
      },
      onMessage: (receive) => process.on('message', (frame) => receive(frame as Frame)),
    },
    (port) => {
      joined.serve(port).catch((error: unknown) => {
        fail(error);
        port.close();
      });
    },
  );
  process.send({ type: 'ready' });
} catch (error) {
  fail(error);
  process.disconnect();
}
