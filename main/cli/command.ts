import type { ParseArgsConfig } from 'node:util';
import type { Joined } from '../local/joinCore.ts';

/** Where a command reads and writes, and what it may reach. */
export interface CliContext {
  /** A line, or several, to the standard output. */
  print(text: string): void;
  /** A line to the standard error output: what is not the result. */
  warn(text: string): void;
  /** The terminal that shows progress, or null when the output goes elsewhere. */
  readonly terminal: { write(text: string): void; columns(): number } | null;
  /** The folder that paths are meant from. */
  readonly directory: string;
  /** The way to the core of the data folder. */
  readonly join: (tell: (notice: string) => void) => Promise<Joined>;
  /** Runs `served` until it is asked to end; its exit code. */
  readonly serve: (args: readonly string[]) => Promise<number>;
  /** Hears Ctrl-C and the system's wish to end, until the function given back is called. */
  onInterrupt(listener: () => void): () => void;
}

export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
/** An option; `value` names what it takes, absent for a switch; with `repeats` it may be given several times, and its value is a list. */
export interface Option {
  readonly short?: string;
  readonly value?: string;
  readonly repeats?: true;
  readonly help: string;
}
export interface Command {
  readonly name: string;
  /** What stands after the name: `FILE|TEMPLATE`. */
  readonly operands: string;
  readonly summary: string;
  readonly help?: string;
  readonly options: Readonly<Record<string, Option>>;
  /** How many operands there must be, [least, most]. */
  readonly count: readonly [number, number];
  /** What one may have meant by more operands than there can be, in the midst of a sentence. */
  readonly surplus?: string;
  /** Gives the exit code. Throws UsageError for wrong usage; other errors are problems, told in their words. */
  run(context: CliContext, operands: readonly string[], options: OptionValues): Promise<number> | number;
}

/** The command was not written as it must be: exit code 2. */
export class UsageError extends Error {}

export const exitCodes = { ok: 0, problem: 1, usage: 2, interrupted: 130 } as const;

/** The options as node:util's parseArgs wants them. */
export function parseOptions(command: Command): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries(command.options).map(([name, { short, value, repeats = false }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: repeats,
        ...(short === undefined ? {} : { short }),
      },
    ]),
  );
}

/** What was given of an option that may be given several times. */
export const textsOf = (options: OptionValues, name: string): readonly string[] => {
  const given = options[name];
  return typeof given === 'string' ? [given] : Array.isArray(given) ? (given as readonly string[]) : [];
};

/** An option that is a whole number of at least `least`. */
export function wholeNumber(options: OptionValues, name: string, least: number, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (typeof text !== 'string' || !/^-?\d+$/.test(text) || !Number.isSafeInteger(number) || number < least || number > most) {
    const range = number > most ? ` of at most ${most}` : ` of at least ${least}`;
    throw new UsageError(`--${name} must be a whole number${range}, not "${String(text)}".`);
  }
  return number;
}

/** An option with a fixed set of values. */
export function oneOf<T extends string>(options: OptionValues, name: string, choices: readonly T[]): T | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not "${String(text)}".`);
  return found;
}
