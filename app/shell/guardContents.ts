import { app, type Session, type WebContents } from 'electron';
import { isOwnPage } from './appOrigin.ts';

/**
 * Every page of the app stays on the studio's own: no navigation, no second window, no web view, no permission. Call before the first
 * window is made.
 */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
  app.on('session-created', refusePermissions);
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/* Writing to the clipboard is what copying a block needs; everything else is refused. */
const granted = (permission: string): boolean => permission === 'clipboard-sanitized-write' || permission === 'clipboard-read';

function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(granted(permission) && isOwnPage(contents.getURL())));
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission) && isOwnPage(origin));
  session.setDevicePermissionHandler(() => false);
}
