/** A fresh id, unique for all practical ends: `node-3f9c0a72b1d4`. Identity only; nothing that decides numbers is drawn from it. */
export function newId(prefix: string): string {
  return `${prefix}-${globalThis.crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
}
