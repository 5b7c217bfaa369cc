import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { servedFiles } from './files.ts';
import { refuseRequest } from './gate.ts';
import { pathOf, readJson } from './readRequest.ts';
import type { Sessions } from './sessions.ts';

interface AnswerParts {
  readonly port: number;
  readonly files: ReturnType<typeof servedFiles>;
  readonly sessions: Sessions;
  readonly headersFor: (request: IncomingMessage) => Record<string, string>;
  readonly signedIn: (request: IncomingMessage) => boolean;
}
const signInBody = z.strictObject({ token: z.string().max(200) });

/** Answers what is asked over plain HTTP: `GET` the files, `POST /session` a token for a cookie, `GET /session` whether the cookie is good. */
export function answerRequests({
  port,
  files,
  sessions,
  headersFor,
  signedIn,
}: AnswerParts): (request: IncomingMessage, response: ServerResponse) => void {
  const answer = (
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    content: string | Buffer,
    type: string,
    more = {},
  ): void => {
    response.writeHead(status, {
      ...headersFor(request),
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(content),
      'Cache-Control': 'no-store',
      ...more,
    });
    response.end(request.method === 'HEAD' ? undefined : content);
  };
  const say = (request: IncomingMessage, response: ServerResponse, status: number, words: string, more = {}): void =>
    answer(request, response, status, `${words}\n`, 'text/plain; charset=utf-8', more);
  const sayJson = (request: IncomingMessage, response: ServerResponse, status: number, value: unknown, more = {}): void =>
    answer(request, response, status, JSON.stringify(value), 'application/json; charset=utf-8', more);

  const postSession = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') return say(request, response, 415, 'JSON expected.');
    const body = signInBody.safeParse(await readJson(request, 4096));
    if (!body.success) return say(request, response, 400, 'A token expected.');
    // A reloaded address: its token is spent, but this browser is signed in.
    if (signedIn(request)) return sayJson(request, response, 200, { signedIn: true });
    const cookie = await sessions.signIn(body.data.token);
    if (cookie === null)
      return say(
        request,
        response,
        403,
        'This address has been used already, or is of an earlier start. Press Enter where "netloom serve" runs, or run it again, for a new one.',
      );
    sayJson(
      request,
      response,
      200,
      { signedIn: true },
      {
        'Set-Cookie': `${sessions.cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${sessions.lifetime / 1000}`,
      },
    );
  };
  const sendFile = (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const file = files.find(path);
    if (file)
      return answer(
        request,
        response,
        200,
        file.content,
        file.type,
        file.lasting ? { 'Cache-Control': 'private, max-age=31536000, immutable' } : {},
      );
    if (path === '/') return say(request, response, 503, 'The window has not been built. Run "npm run build" and load this page again.');
    say(request, response, 404, 'There is no such file.');
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = refuseRequest(request, port);
    if (refusal !== null) return say(request, response, 403, `Refused: ${refusal}.`);
    const path = pathOf(request);
    if (path === '/session' && request.method === 'POST') return await postSession(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(request, response, 405, 'Not allowed.', { Allow: 'GET, HEAD' });
    if (path === '/session') return sayJson(request, response, 200, { signedIn: signedIn(request) });
    sendFile(request, response, path);
  };

  return (request, response) => {
    handle(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else say(request, response, 400, 'The request cannot be read.');
    });
  };
}
