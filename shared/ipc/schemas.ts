import type { z } from 'zod';
import { commands, type CommandInput, type CommandName, type CommandOutput, type Commands } from './commands.ts';
import { events, type EventData, type EventName } from './events.ts';

/** What a handler gets: the parsed input, defaults filled. */
export type ParsedInput<C extends CommandName> = z.output<Commands[C]['input']>;

/** The parsers again, typed so that a name and its types stay together where the name is not known before run time. */
export const commandSchemas: {
  readonly [C in CommandName]: { readonly input: z.ZodType<ParsedInput<C>, CommandInput<C>>; readonly output: z.ZodType<CommandOutput<C>> };
} = commands;
export const eventSchemas: { readonly [E in EventName]: z.ZodType<EventData<E>> } = events;
