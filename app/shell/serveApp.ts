import { readFile, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { protocol } from 'electron';
import { contentSecurityPolicy } from '../../shared/ipc/contentSecurityPolicy.ts';
import { appHost, appScheme } from './appOrigin.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
const headers = (type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': contentSecurityPolicy(),
  'X-Content-Type-Options': 'nosniff',
});

/** Has to be told before the app is ready: the scheme is a secure origin like https. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the files of `folder` under the studio's own scheme, and nothing outside it. */
export function serveApp(folder: string): void {
  protocol.handle(appScheme, (request) => answer(folder, request.url, request.method));
}

/** The answer to one request: a file below `folder`, else 404; links and `..` that lead out are followed and then refused. */
export async function answer(folder: string, address: string, method: string): Promise<Response> {
  const refuse = (status: number): Response => new Response(null, { status, headers: headers('text/plain') });
  if (method !== 'GET') return refuse(405);
  let path: string;
  try {
    const url = new URL(address);
    if (url.host !== appHost) return refuse(404);
    path = decodeURIComponent(url.pathname);
  } catch {
    return refuse(400);
  }
  if (path.includes('\0') || path.includes('\\')) return refuse(404);
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    const inside = relative(root, file);
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return refuse(404);
    return new Response(new Uint8Array(await readFile(file)), {
      status: 200,
      headers: headers(types[extname(file)] ?? 'application/octet-stream'),
    });
  } catch {
    return refuse(404);
  }
}
