import { parseArgs } from 'node:util';
import { checkCommand } from './commands/check.ts';
import { codeCommand } from './commands/code.ts';
import { dataCommand } from './commands/data.ts';
import { doctorCommand } from './commands/doctor.ts';
import { enginesCommand } from './commands/engines.ts';
import { exportCommand } from './commands/export.ts';
import { findRateCommand } from './commands/findRate.ts';
import { neuronCommand } from './commands/neuron.ts';
import { newCommand } from './commands/new.ts';
import { predictCommand } from './commands/predict.ts';
import { resumeCommand } from './commands/resume.ts';
import { runsCommand } from './commands/runs.ts';
import { serveCommand } from './commands/serve.ts';
import { templatesCommand } from './commands/templates.ts';
import { testCommand } from './commands/test.ts';
import { trainCommand } from './commands/train.ts';
import { exitCodes, parseOptions, UsageError, type CliContext, type Command, type Option, type OptionValues } from './command.ts';
import { repeatedIn } from './readValue.ts';
import { refuseEmpty } from './refuseEmpty.ts';

const commands: readonly Command[] = [
  templatesCommand,
  newCommand,
  dataCommand,
  checkCommand,
  findRateCommand,
  trainCommand,
  resumeCommand,
  runsCommand,
  doctorCommand,
  testCommand,
  neuronCommand,
  predictCommand,
  exportCommand,
  codeCommand,
  enginesCommand,
  serveCommand,
];

/** Runs one command line, without the program's own name, and gives the exit code: 0 done, 1 a problem, 2 wrong usage, 130 interrupted. */
export async function runCli(args: readonly string[], context: CliContext, version: string): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined) {
      context.warn(overview());
      return exitCodes.usage;
    }
    if (name === 'help' || name === '--help' || name === '-h') {
      context.print(rest[0] === undefined || rest[0] === 'help' ? overview() : helpOf(findCommand(rest[0])));
      return exitCodes.ok;
    }
    if (name === '--version' || name === '-v' || name === 'version') {
      context.print(`netloom ${version}`);
      return exitCodes.ok;
    }
    const command = findCommand(name);
    const { operands, options } = parse(command, rest);
    if (options['help'] !== true) refuseEmpty(command, operands, options);
    if (options['help'] === true) {
      context.print(helpOf(command));
      return exitCodes.ok;
    }
    return await command.run(context, operands, options);
  } catch (error) {
    context.warn(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? exitCodes.usage : exitCodes.problem;
  }
}

function findCommand(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) throw new UsageError(`There is no command "${name}". Commands: ${commands.map((known) => known.name).join(', ')}, help.`);
  return command;
}

function parse(command: Command, args: readonly string[]): { operands: readonly string[]; options: OptionValues } {
  let parsed;
  try {
    parsed = parseArgs({
      args: joinNumbers(command, args),
      allowPositionals: true,
      tokens: true,
      options: { ...parseOptions(command), help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    // Node's words name the option; what it says on separators is of no use here.
    const words = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error);
    throw new UsageError(`${words.replace(/\.?$/, '.')} Usage: ${usage(command)}`);
  }
  refuseRepeated(command, parsed.tokens);
  const [least, most] = command.count;
  const { positionals, values } = parsed;
  if (values['help'] !== true && positionals.length < least)
    throw new UsageError(`${lacking(command, positionals.length)} Usage: ${usage(command)}`);
  if (values['help'] !== true && positionals.length > most)
    throw new UsageError(`${surplus(command, positionals.slice(most))} Usage: ${usage(command)}`);
  return {
    operands: positionals,
    options: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : value])),
  };
}

/** Of an option that is given twice the parser would take the last, and drop the other without a word. */
function refuseRepeated(command: Command, tokens: readonly { readonly kind: string; readonly name?: string }[]): void {
  const names = tokens.flatMap(({ kind, name }) =>
    kind === 'option' && name !== undefined && isSingle(command.options[name]) ? [name] : [],
  );
  const repeated = repeatedIn(names);
  if (repeated === null) return;
  const isList = command.options[repeated]?.value?.endsWith(',...') === true;
  throw new UsageError(
    `--${repeated} is given more than once: ${isList ? 'write all of it in one, with commas between' : 'give it once'}. Usage: ${usage(command)}`,
  );
}

const isSingle = (option: Option | undefined): boolean => option?.value !== undefined && option.repeats !== true;

/** A number below 0 belongs to the option before it: the parser alone would take it for an option of its own. */
function joinNumbers({ options }: Command, args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    const takes = Object.entries(options).some(([name, { value }]) => value !== undefined && before === `--${name}`);
    if (takes && /^-\d/.test(arg)) joined.splice(-1, 1, `${before ?? ''}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

/** What must stand after the name of a command and does not. */
function lacking({ name, operands }: Command, given: number): string {
  const missing = operands.split(' ').slice(given);
  return `"netloom ${name}" lacks ${missing.join(' and ')}.`;
}

/** What stands there and is too much. */
function surplus({ name, operands, surplus: hint }: Command, extra: readonly string[]): string {
  const takes = operands === '' ? 'nothing' : `${operands.replaceAll(' ', ', ')} and no more`;
  const list = extra.map((text) => `"${text}"`).join(' and ');
  return `"netloom ${name}" takes ${takes}: ${list} ${extra.length === 1 ? 'is' : 'are'} too much${hint === undefined ? '' : `, ${hint}`}.`;
}

function usage({ name, operands, options }: Command): string {
  const list = Object.entries(options).map(
    ([option, { short, value, repeats }]) =>
      `[${short === undefined ? `--${option}` : `-${short}`}${value === undefined ? '' : ` ${value}`}]${repeats === true ? '...' : ''}`,
  );
  return ['netloom', name, operands, ...list].filter((part) => part !== '').join(' ');
}

function overview(): string {
  const width = Math.max(...commands.map(({ name, operands }) => `${name} ${operands}`.length));
  const lines = commands.map(({ name, operands, summary }) => `  ${`${name} ${operands}`.padEnd(width)}  ${summary}`);
  return [
    'Usage: netloom COMMAND',
    '',
    ...lines,
    `  ${'help [COMMAND]'.padEnd(width)}  says more about a command`,
    '',
    'NETLOOM_HOME names the folder for projects and runs.',
    `Exit codes: ${exitCodes.ok} done, ${exitCodes.problem} a problem, ${exitCodes.usage} wrong usage, ${exitCodes.interrupted} interrupted.`,
  ].join('\n');
}

function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, { short, value, help }]) => {
    const left = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
    return [left, help] as const;
  });
  const width = Math.max(0, ...options.map(([left]) => left.length));
  const summary = `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}.`;
  const list = options.length === 0 ? [] : ['', ...options.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`)];
  return [`Usage: ${usage(command)}`, '', summary, ...(command.help === undefined ? [] : [command.help]), ...list].join('\n');
}
