import { timingSafeEqual } from 'node:crypto';
import { rmSync, chmodSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import type { Port } from '../../shared/ipc/port.ts';
import { processIdentity } from '../core/processIdentity.ts';
import { contractVersion, newSecret, removeCoreFile, socketPath, writeCoreFile } from './coreFile.ts';
import { linePort } from './linePort.ts';

/** The first line of a caller. The secret shows that it may read the user's files. */
export const hello = z.strictObject({ secret: z.string(), contract: z.number().int() });

/**
 * Opens the data folder's core to the user's other processes. The caller holds the folder's lock, so a socket that lies there is of a
 * dead owner and is taken over.
 */
export async function listenLocal(folder: string, serve: (port: Port) => void): Promise<{ close(): Promise<void> }> {
  const path = socketPath(folder);
  const secret = newSecret();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const port = linePort(socket);
    const impatience = setTimeout(() => socket.destroy(), 5000);
    port.onMessage((message) => {
      clearTimeout(impatience);
      const said = hello.safeParse(message);
      if (!said.success || !equal(said.data.secret, secret)) {
        port.close();
        socket.destroy();
        return;
      }
      port.send({ contract: contractVersion });
      if (said.data.contract !== contractVersion) return port.close();
      serve(port);
    });
  });
  if (process.platform !== 'win32') rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // No other user may connect between the moment the socket appears and the change of its mode.
    const before = process.umask(0o177);
    server.listen(path, resolve);
    process.umask(before);
  });
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  writeCoreFile(folder, { ...processIdentity(), socket: path, secret, contract: contractVersion });
  return {
    async close() {
      removeCoreFile(folder);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function equal(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}
