import type { AnyEvent } from '../../shared/ipc/messages.ts';
import type { Subscribe } from '../../shared/ipc/server.ts';

export interface Bus {
  emit(event: AnyEvent): void;
  readonly subscribe: Subscribe;
}

/** Tells every face what happened. To be called after the transaction that made it true. */
export function makeBus(): Bus {
  const listeners = new Set<(event: AnyEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      // A listener given twice is still two subscriptions.
      const own = (event: AnyEvent): void => listener(event);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
