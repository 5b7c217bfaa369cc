/** What came over a port: kept, in order, until someone listens. */
export interface Inbox {
  take(message: unknown): void;
  /** Sets who listens; they hear at once what came before. */
  onMessage(receiver: (message: unknown) => void): void;
}

/** An empty inbox. */
export function makeInbox(): Inbox {
  let receive: ((message: unknown) => void) | null = null;
  let early: unknown[] = [];
  return {
    take(message) {
      if (receive) receive(message);
      else early.push(message);
    },
    onMessage(receiver) {
      receive = receiver;
      const waiting = early;
      early = [];
      for (const message of waiting) receiver(message);
    },
  };
}
