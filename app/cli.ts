#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runCli } from '../main/cli/runCli.ts';
import { runServe } from '../main/serve/runServe.ts';
import { join } from './core.ts';

/** The command line: `netloom help` says what it can do. */
const files = fileURLToPath(new URL('../dist/renderer', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const interrupts = new Set<() => void>();
const interrupt = (): void => {
  for (const listener of interrupts) listener();
  // No command minds it: the usual end.
  if (interrupts.size === 0) process.exit(130);
};
const listen = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
};
// The reader of a pipe has gone, as `head` does when it has its lines: nobody is left to tell, and nothing is wrong. What runs is stopped as by Ctrl-C, once.
let gone = false;
process.stdout.on('error', () => {
  if (gone) return;
  gone = true;
  if (interrupts.size === 0) process.exit(0);
  for (const listener of interrupts) listener();
});
process.stderr.on('error', () => {});

const serves = process.argv[2] === 'serve';
if (!serves) listen();
const code = await runCli(
  process.argv.slice(2),
  {
    print: (text) => void process.stdout.write(`${text}\n`),
    warn: (text) => void (gone || process.stderr.write(`${text}\n`)),
    terminal: process.stdout.isTTY
      ? { write: (text) => void process.stdout.write(text), columns: () => process.stdout.columns || 80 }
      : null,
    directory: process.cwd(),
    join: (tell) => join({ tell }),
    serve: (args) => runServe(args, { files, join }),
    onInterrupt(listener) {
      interrupts.add(listener);
      return () => interrupts.delete(listener);
    },
  },
  version,
);
process.exitCode = gone ? 0 : code;
