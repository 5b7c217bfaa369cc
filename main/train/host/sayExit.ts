/** How a process ended, as Node tells it, with the last of what it printed on stderr. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Whether a process most likely ended for lack of memory: the system kills such a one, V8 and the C++ library give up. */
export const lackedMemory = ({ signal, stderr }: ProcessExit): boolean =>
  signal === 'SIGKILL' || (signal === 'SIGABRT' && /heap out of memory|bad_alloc/.test(stderr));

/** The end of a training process in words: what happened, and what to do. */
export function sayExit({ code, signal, stderr }: ProcessExit): string {
  if (signal === 'SIGABRT' && lackedMemory({ code, signal, stderr })) {
    return 'The training process ran out of memory: use a smaller batch size or a smaller model.';
  }
  switch (signal) {
    case 'SIGKILL':
      return 'The system ended the training process, most likely for lack of memory: use a smaller batch size, or close other programs.';
    case 'SIGSEGV':
    case 'SIGBUS':
    case 'SIGILL':
    case 'SIGFPE':
    case 'SIGABRT':
    case 'SIGTRAP':
      return `The training process crashed (${signal})${lastLine(stderr)}. Resume it, or try another engine.`;
    case 'SIGTERM':
    case 'SIGINT':
    case 'SIGHUP':
      return `Something outside Netloom ended the training process (${signal}).`;
    case null:
      break;
    default:
      return `The training process was ended by the signal ${signal}.`;
  }
  if (code === 0) return 'The training process ended before its work was done.';
  return `The training process ended with exit code ${code ?? 'unknown'}${lastLine(stderr)}.`;
}

/** The line of the text that says the most: the last that speaks of an error, else the last at all. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => /[a-z]{3}/i.test(line) && !/^\s+at |^Node\.js v/.test(line));
  const line =
    lines.findLast(
      (candidate) => /error|fatal|abort|terminate|failed/i.test(candidate) && !/^\s*(code|requireStack|throw )/.test(candidate),
    ) ?? lines.at(-1);
  return line === undefined ? '' : `: ${line.trim().replace(/\.$/, '').slice(0, 200)}`;
}
