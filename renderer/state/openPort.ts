import type { Desktop } from '../../shared/ipc/desktop.ts';
import { ContractError, type Port } from '../../shared/ipc/port.ts';

declare global {
  interface Window {
    /** Set by the desktop shell's preload script: the one door to the work. */
    readonly netloom?: Desktop;
  }
}

/** Opens the way to the work: the desktop shell's port, else a WebSocket to where this page came from. Rejects in words. */
export async function openPort(): Promise<Port> {
  if (window.netloom) return window.netloom.connect();
  await enterSession();
  return openWebSocket();
}

/** Exchanges the token of the address, once, for a cookie; the token leaves the address at once. */
async function enterSession(): Promise<void> {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  const token = fragment.get('token');
  if (token === null) return;
  fragment.delete('token');
  const rest = fragment.toString();
  window.history.replaceState(null, '', window.location.pathname + window.location.search + (rest === '' ? '' : `#${rest}`));
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  // An old token beside a cookie that still holds is no harm: the socket decides.
  if (!answer.ok && !(await hasSession())) throw expired();
}

async function hasSession(): Promise<boolean> {
  const answer: unknown = await (await fetch('/session')).json();
  return typeof answer === 'object' && answer !== null && 'signedIn' in answer && answer.signedIn === true;
}

const expired = (): ContractError =>
  new ContractError(
    'unavailable',
    'An address opens the studio in one browser, once, and this one was used or is of an earlier start. For another one press Enter where "netloom serve" runs, or run "npm run netloom -- serve" in a second terminal: it joins the studio that runs and prints an address of its own. Nothing of your projects is lost.',
  );

function openWebSocket(): Promise<Port> {
  const address = new URL('/contract', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  return new Promise((resolve, reject) => {
    const waiting: unknown[] = [];
    let receive = (message: unknown): void => void waiting.push(message);
    let closed = (): void => {};
    let opened = false;
    socket.addEventListener('message', (event) => {
      if (typeof event.data === 'string') receive(JSON.parse(event.data));
    });
    socket.addEventListener('close', () => {
      if (opened) return closed();
      // A browser does not say why a socket was refused; the session does.
      hasSession().then(
        (valid) => reject(valid ? new ContractError('closed', 'Netloom does not answer.') : expired()),
        () => reject(new ContractError('closed', 'Netloom does not answer.')),
      );
    });
    socket.addEventListener('open', () => {
      opened = true;
      resolve({
        send(message) {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
        },
        onMessage(handler) {
          receive = handler;
          for (const message of waiting.splice(0)) handler(message);
        },
        onClose(handler) {
          closed = handler;
        },
        close: () => socket.close(),
      });
    });
  });
}
