/**
 * Any two-way carrier of messages in order: a WebSocket, Electron's MessagePort, a local socket. Messages are JSON values. Each is received in a
 * turn of its own, so that what follows an awaited answer happens before the next message is heard.
 */
export interface Port {
  send(message: unknown): void;
  /** Sets the one receiver. */
  onMessage(receive: (message: unknown) => void): void;
  onClose(closed: () => void): void;
  close(): void;
}

/** An answer that says no: `code` for programs, the message for people. */
export class ContractError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'ContractError';
    this.code = code;
  }
}
/** `otherEngine`: it can be done on another engine than before, once that is agreed to. */
export const errorCodes = ['invalid', 'notFound', 'conflict', 'unavailable', 'otherEngine', 'failed', 'closed'] as const;
export type ErrorCode = (typeof errorCodes)[number];
