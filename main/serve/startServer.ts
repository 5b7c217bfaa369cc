import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { ContractError, type Port } from '../../shared/ipc/port.ts';
import { answerRequests } from './answerRequests.ts';
import { servedFiles } from './files.ts';
import { allowedHosts, refuseRequest } from './gate.ts';
import { securityHeaders } from './headers.ts';
import { pathOf, readCookie } from './readRequest.ts';
import { makeSessions } from './sessions.ts';
import { socketPort } from './socketPort.ts';

export interface ServeOptions {
  /** The data folder: the key of the sessions lies there. */
  readonly folder: string;
  /** The built window. */
  readonly files: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Gives a page's port to the core. */
  readonly serve: (port: Port) => Promise<void>;
}
export interface RunningServer {
  readonly port: number;
  /** An address with a token for one sign-in. */
  address(): string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const largestFrame = 16 * 1024 * 1024;
const mostSockets = 16;

/**
 * Serves the window and the contract on loopback: `GET` the files, `POST /session` a token for a cookie, `GET /session` whether the
 * cookie is good, a WebSocket at `/contract`. Throws a ContractError when the port is taken.
 */
export async function startServer({ folder, files: filesFolder, port: wanted, serve }: ServeOptions): Promise<RunningServer> {
  // The gate answers a missing Host itself, with the headers that Node's own answer lacks.
  const server = createServer({ requestTimeout: 30_000, requireHostHeader: false });
  const port = await listen(server, wanted);
  const sessions = makeSessions(folder, port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false, clientTracking: true });
  const host = `${loopback}:${port}`;
  const headersFor = (request: IncomingMessage): Record<string, string> => {
    const asked = request.headers.host;
    return securityHeaders(asked !== undefined && allowedHosts(port).includes(asked) ? asked : host);
  };
  const signedIn = (request: IncomingMessage): boolean => sessions.isValid(readCookie(request, sessions.cookieName));

  server.on('request', answerRequests({ port, files: servedFiles(filesFolder), sessions, headersFor, signedIn }));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string, words: string): void => refuseUpgrade(socket, headersFor(request), status, words);
    const refusal = refuseRequest(request, port);
    if (refusal !== null) return refuse('403 Forbidden', `Refused: ${refusal}.`);
    if (pathOf(request) !== '/contract') return refuse('404 Not Found', 'There is nothing here.');
    if (!signedIn(request)) return refuse('401 Unauthorized', 'Sign in first.');
    if (sockets.clients.size >= mostSockets) return refuse('503 Service Unavailable', 'Too many windows are open.');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const page = socketPort(webSocket);
      serve(page).catch((error: unknown) => {
        webSocket.close(1011, (error instanceof Error ? error.message : String(error)).slice(0, 60));
      });
    });
  });
  server.on('clientError', (_, socket) => refuseUpgrade(socket, securityHeaders(host), '400 Bad Request', 'The request cannot be read.'));

  return {
    port,
    address: () => `http://${host}/#token=${sessions.newToken()}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.clients) socket.close(1001, 'Netloom is closing');
      // A page that does not answer the farewell is not waited for.
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
      }, 500);
      server.closeIdleConnections();
      await closed;
      clearTimeout(impatience);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      const denied = 'code' in error && error.code === 'EACCES';
      if (taken)
        reject(
          new ContractError(
            'unavailable',
            `Port ${port} is in use by another program: choose another one with --port, or leave --port out.`,
          ),
        );
      else if (denied)
        reject(new ContractError('unavailable', `Port ${port} may not be used by your user: choose one above 1023 with --port.`));
      else reject(error);
    });
    server.listen(port, loopback, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(address.port);
    });
  });
}

function refuseUpgrade(socket: Duplex, headers: Record<string, string>, status: string, words: string): void {
  if (!socket.writable) return void socket.destroy();
  const lines = Object.entries({
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(words)),
    Connection: 'close',
  });
  socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${words}`, () => socket.destroy());
}
