import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T; strict: true; allowPositionals: false }>>['values'];

/** This script's options. A wrong one ends the process with one sentence, the usage, and exit code 2. */
export function readOptions<const T extends Options>(options: T, usage: string): Values<T> {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // The parser's advice on how to pass it as a positional argument would mislead: there are none.
    console.error(`${error instanceof Error ? error.message.split('. ')[0] : String(error)}. Usage: ${usage}`);
    process.exit(2);
  }
}
