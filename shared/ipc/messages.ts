import { z } from 'zod';
import { commands, type CommandName } from './commands.ts';
import { events, type EventData, type EventName } from './events.ts';
import { errorCodes } from './port.ts';

/** How many event messages a port may have under way before the other side has taken them. */
export const eventWindow = 32;

const number = z.number().int().min(0);
const names = Object.keys(commands);
const eventNames = Object.keys(events);

export const isCommandName = (name: string): name is CommandName => names.includes(name);
export const isEventName = (name: string): name is EventName => eventNames.includes(name);

/** Face -> work. `taken` gives back the credit of that many event messages. */
export const toServer = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id: number, name: z.string(), input: z.unknown() }),
  z.strictObject({ type: z.literal('taken'), count: z.number().int().min(1) }),
]);
/** Work -> face. */
export const toClient = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), id: number, output: z.unknown() }),
  z.object({ type: z.literal('refusal'), id: number, code: z.enum(errorCodes), message: z.string() }),
  z.object({ type: z.literal('event'), name: z.string(), data: z.unknown() }),
]);

export type ToServer = z.infer<typeof toServer>;
export type ToClient = z.infer<typeof toClient>;

/** An event with its name: what the work announces. */
export type AnyEvent = { readonly [E in EventName]: { readonly name: E; readonly data: EventData<E> } }[EventName];
