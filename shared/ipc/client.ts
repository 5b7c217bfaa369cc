import type { CommandInput, CommandName, CommandOutput } from './commands.ts';
import type { EventData, EventName } from './events.ts';
import { isEventName, toClient, type ToServer } from './messages.ts';
import { ContractError, type Port } from './port.ts';
import { commandSchemas, eventSchemas } from './schemas.ts';

export interface Client {
  /** Asks the work for something. Rejects with a ContractError: the work's refusal, or `closed` when the connection ends first. */
  call<C extends CommandName>(name: C, input: CommandInput<C>): Promise<CommandOutput<C>>;
  /** Hears an event until the function given back is called. */
  on<E extends EventName>(event: E, handler: (data: EventData<E>) => void): () => void;
  /** Hears the end of the connection, once; at once when it has ended. */
  onClose(handler: () => void): void;
  close(): void;
}

interface Pending {
  settle(output: unknown): void;
  refuse(error: ContractError): void;
}
type EventHandlers = { readonly [E in EventName]: Set<(data: EventData<E>) => void> };

/**
 * The face's side of the contract over any port. Event messages are given back their credit as soon as the handlers have run.
 * In a browser whose CSP forbids eval, call zod's `z.config({ jitless: true })` before the first use.
 */
export function makeClient(port: Port): Client {
  const pending = new Map<number, Pending>();
  const closers = new Set<() => void>();
  let nextId = 1;
  let open = true;
  const handlers: EventHandlers = {
    projectSaved: new Set(),
    projectDeleted: new Set(),
    runChanged: new Set(),
    runDeleted: new Set(),
    pointsAdded: new Set(),
    pointsRemoved: new Set(),
    samplesTaken: new Set(),
    enginesChanged: new Set(),
    settingsChanged: new Set(),
  };

  const post = (message: ToServer): void => port.send(message);
  const deliver = <E extends EventName>(name: E, raw: unknown): void => {
    if (handlers[name].size === 0) return;
    const data = eventSchemas[name].parse(raw);
    for (const handler of handlers[name]) handler(data);
  };
  const end = (): void => {
    if (!open) return;
    open = false;
    for (const { refuse } of pending.values()) refuse(closedError());
    pending.clear();
    for (const handler of closers) handler();
  };

  port.onClose(end);
  port.onMessage((raw) => {
    if (!open) return;
    const message = toClient.parse(raw);
    if (message.type === 'event') {
      try {
        // An event of a newer work is not ours to understand; its credit still goes back.
        if (isEventName(message.name)) deliver(message.name, message.data);
      } finally {
        if (open) post({ type: 'taken', count: 1 });
      }
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.type === 'answer') call?.settle(message.output);
    else call?.refuse(new ContractError(message.code, message.message));
  });

  return {
    call(name, input) {
      if (!open) return Promise.reject(closedError());
      return new Promise((resolve, reject) => {
        const id = nextId++;
        pending.set(id, {
          settle(output) {
            const parsed = commandSchemas[name].output.safeParse(output);
            if (parsed.success) resolve(parsed.data);
            else reject(new ContractError('failed', `${name} was answered with something else than it promises: ${parsed.error.message}`));
          },
          refuse: reject,
        });
        post({ type: 'call', id, name, input });
      });
    },
    on(event, handler) {
      handlers[event].add(handler);
      return () => handlers[event].delete(handler);
    },
    onClose(handler) {
      if (open) closers.add(handler);
      else handler();
    },
    close() {
      port.close();
      end();
    },
  };
}

const closedError = (): ContractError => new ContractError('closed', 'The connection to Netloom ended before the answer came.');
