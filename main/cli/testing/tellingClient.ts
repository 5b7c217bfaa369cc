import type { Client } from '../../../shared/ipc/client.ts';
import type { EventData, EventName } from '../../../shared/ipc/events.ts';
import { findTemplate } from '../../../shared/templates/index.ts';

/** A client for tests that has no core: `tell` makes an event; `answers` gives what commands answer, the document of every run a template's. */
export function tellingClient(answers: Readonly<Record<string, unknown>> = {}, template = 'xor') {
  const heard = new Map<string, (payload: never) => void>();
  const client = {
    on(name: string, hear: (payload: never) => void) {
      heard.set(name, hear);
      return () => heard.delete(name);
    },
    onClose() {},
    call: (name: string) =>
      Promise.resolve({ getRunDocument: findTemplate(template).build(), ...answers }[name as 'getRunDocument'] ?? null),
  } as unknown as Client;
  const tell = <N extends EventName>(name: N, payload: EventData<N>): void => heard.get(name)?.(payload as never);
  return { client, tell };
}
