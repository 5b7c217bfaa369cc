import type { z } from 'zod';
import type { CommandName, CommandOutput } from './commands.ts';
import { eventQueue } from './eventQueue.ts';
import { eventWindow, isCommandName, toServer, type AnyEvent, type ToClient } from './messages.ts';
import { ContractError, type Port } from './port.ts';
import { commandSchemas, type ParsedInput } from './schemas.ts';

/** One function for each command. It refuses by throwing a ContractError. */
export type Handlers = { readonly [C in CommandName]: (input: ParsedInput<C>) => CommandOutput<C> | Promise<CommandOutput<C>> };
/** Hears every event from now on; the function given back ends it. */
export type Subscribe = (listener: (event: AnyEvent) => void) => () => void;

export interface ServerOptions {
  /** Called with errors that are ours, not the caller's: for the log. */
  readonly onFault?: (command: string, error: unknown) => void;
  /** Calls a port may have under way. */
  readonly maxCalls?: number;
}

/**
 * Serves the contract on one port until it closes. Every input is parsed before its handler sees it and every answer before it leaves.
 * Events wait, merged, while the other side has not taken the last `eventWindow` of them.
 */
export function makeServer(port: Port, handlers: Handlers, subscribe: Subscribe, options: ServerOptions = {}): { close(): void } {
  const { onFault = () => {}, maxCalls = 256 } = options;
  const queue = eventQueue();
  let credit = eventWindow;
  let calls = 0;
  let open = true;

  const post = (message: ToClient): void => {
    if (open) port.send(message);
  };
  const sendEvents = (): void => {
    while (open && credit > 0) {
      const event = queue.shift();
      if (!event) return;
      credit -= 1;
      post({ type: 'event', name: event.name, data: event.data });
    }
  };
  const close = (): void => {
    if (!open) return;
    open = false;
    unsubscribe();
    port.close();
  };
  const unsubscribe = subscribe((event) => {
    // A face that far behind loads everything anew when it comes back; waiting longer would only fill the memory.
    if (queue.push(event)) sendEvents();
    else close();
  });

  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    calls += 1;
    try {
      if (calls > maxCalls)
        throw new ContractError('unavailable', `More than ${maxCalls} commands wait for their answers; wait for some of them.`);
      if (!isCommandName(name)) throw new ContractError('invalid', `There is no command "${name}".`);
      post({ type: 'answer', id, output: await run(name, input, handlers) });
    } catch (error) {
      if (!(error instanceof ContractError)) onFault(name, error);
      const { code, message } = refusal(name, error);
      post({ type: 'refusal', id, code, message });
    } finally {
      calls -= 1;
    }
  };

  port.onClose(() => {
    open = false;
    unsubscribe();
  });
  port.onMessage((raw) => {
    if (!open) return;
    const message = toServer.safeParse(raw);
    // A port that does not speak the contract has nobody to answer to.
    if (!message.success) return close();
    if (message.data.type === 'taken') {
      credit = Math.min(eventWindow, credit + message.data.count);
      sendEvents();
      return;
    }
    void answer(message.data.id, message.data.name, message.data.input);
  });
  return { close };
}

async function run<C extends CommandName>(name: C, raw: unknown, handlers: Handlers): Promise<unknown> {
  const schema = commandSchemas[name];
  const input = parseInput(name, schema.input, raw);
  return schema.output.parse(await handlers[name](input));
}

function parseInput<T>(name: string, schema: z.ZodType<T>, raw: unknown): T {
  let result: z.ZodSafeParseResult<T>;
  try {
    result = schema.safeParse(raw);
  } catch (error) {
    // Values nested deeper than the stack, which no program of ours writes.
    if (error instanceof RangeError) throw new ContractError('invalid', `${name}: the input is nested too deeply.`);
    throw error;
  }
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}`);
  throw new ContractError('invalid', `${name}: ${issues.join('; ')}`);
}

function refusal(name: string, error: unknown): { code: ContractError['code']; message: string } {
  if (error instanceof ContractError) return error;
  return { code: 'failed', message: `${name} failed: ${error instanceof Error ? error.message : String(error)}` };
}
