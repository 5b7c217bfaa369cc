import type { IncomingMessage } from 'node:http';

/**
 * Says why a request is refused, or null. Host and Origin are the only witnesses against a foreign page that has pointed its own name
 * at this machine, so this runs before anything else, for every method and every upgrade.
 */
export function refuseRequest(request: IncomingMessage, port: number): string | null {
  const hosts = headersOf(request, 'host');
  const [host] = hosts;
  if (hosts.length !== 1 || host === undefined || !allowedHosts(port).includes(host)) {
    return `this server answers only at ${allowedHosts(port).join(' and ')}`;
  }
  if (!request.url?.startsWith('/')) return 'the address must be a path';
  const origins = headersOf(request, 'origin');
  if (origins.length > 1) return 'one Origin at most';
  const [origin] = origins;
  if (origin !== undefined && origin !== `http://${host}`) return 'requests of other pages are refused';
  const reads = (request.method === 'GET' || request.method === 'HEAD') && request.headers.upgrade === undefined;
  if (origin === undefined && !reads) return 'the Origin is missing';
  const site = request.headers['sec-fetch-site'];
  const navigates = reads && request.headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigates) return 'requests of other sites are refused';
  return null;
}

export const allowedHosts = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** Every value a header was sent with: Node itself keeps only the first Host. */
function headersOf(request: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const value = request.rawHeaders[index + 1];
    if (value !== undefined && request.rawHeaders[index]?.toLowerCase() === name) values.push(value);
  }
  return values;
}
