import { UsageError, type Command, type OptionValues } from './command.ts';

/** Nothing is meant by an empty text, which a shell makes of a variable that is not set: a path of it would be the present folder. */
export function refuseEmpty({ operands, options }: Command, given: readonly string[], values: OptionValues): void {
  const at = given.findIndex((text) => text.trim() === '');
  if (at !== -1) throw new UsageError(`${operands.split(' ')[at] ?? ''} is empty.`);
  for (const [name, value] of Object.entries(values)) {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (texts.some((text) => typeof text === 'string' && text.trim() === ''))
      throw new UsageError(`--${name} is empty: give it ${options[name]?.value ?? 'a value'}, or leave it out.`);
  }
}
