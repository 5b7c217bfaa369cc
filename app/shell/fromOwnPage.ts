import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { isOwnPage } from './appOrigin.ts';

/** True when a message comes from the main frame of the studio's own page: every message is asked this before anything else. */
export function fromOwnPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}
