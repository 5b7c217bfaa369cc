import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { formatMemory } from '../../../shared/plan/memoryWords.ts';
import { smallerBatch } from '../../../shared/run/memoryEnd.ts';
import { isOutOfMemory } from '../../engine/outOfMemory.ts';
import { memoryAdvice } from '../memoryAdvice.ts';
import { needsTooMuch, speaksForMemory, type MemoryEvidence } from './memoryEvidence.ts';

/** How a process ended, as Node tells it, with the last of what it printed on stderr. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

const again = 'Try again';

const crashes: ReadonlySet<NodeJS.Signals> = new Set(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGABRT', 'SIGTRAP']);
const hasCrashed = ({ signal }: ProcessExit): boolean => signal !== null && crashes.has(signal);
/** V8 or the C++ library said so. */
const saidMemory = (exit: ProcessExit): boolean => hasCrashed(exit) && isOutOfMemory(exit.stderr);

/**
 * Whether a process most likely ended for lack of memory: it said so, or it was killed or crashed and something besides speaks for it. The system kills for
 * that by the same signal as people and services do, and a library that gets no memory may not look.
 */
export const lackedMemory = (exit: ProcessExit, evidence: MemoryEvidence): boolean =>
  saidMemory(exit) || (exit.signal === 'SIGKILL' && speaksForMemory(evidence)) || (hasCrashed(exit) && needsTooMuch(evidence));

/** Whether a process ended by a fault of its own, or of what it loaded, with memory to spare. */
export const isCrash = (exit: ProcessExit, evidence: MemoryEvidence): boolean =>
  !lackedMemory(exit, evidence) && (exit.signal === null ? exit.code !== 0 : hasCrashed(exit));

/** The end of a training process in words: what happened, and what to do; where memory was short, with what of its `plan` would fit. */
export function sayExit(exit: ProcessExit, evidence: MemoryEvidence, plan: TrainPlan | null = null): string {
  const { code, signal, stderr } = exit;
  if (lackedMemory(exit, evidence)) {
    const what = saidMemory(exit)
      ? 'ran out of memory'
      : `${signal === 'SIGKILL' ? 'was ended by the system' : `crashed (${signal})`}, most likely for lack of memory`;
    const advice = plan && memoryAdvice(plan);
    return `The training process ${what}: use ${smallerBatch} or model, or close other programs.${advice === null ? '' : ` ${advice}`}`;
  }
  if (hasCrashed(exit))
    return `The training process crashed (${signal})${lastLine(stderr)}. ${again}; if it happens again, take another engine.`;
  switch (signal) {
    case 'SIGKILL':
      return `Something outside Netloom ended the training process at once (SIGKILL), as a task manager or a time limit does${sayMemory(evidence)}. ${again}.`;
    case 'SIGTERM':
    case 'SIGINT':
    case 'SIGHUP':
      return `Something outside Netloom ended the training process (${signal}). ${again}.`;
    case null:
      break;
    default:
      return `The training process was ended by the signal ${signal}. ${again}.`;
  }
  if (code === 0) return `The training process ended before its work was done. ${again}.`;
  return `The training process ended with exit code ${code ?? 'unknown'}${lastLine(stderr)}. ${again}; if it happens again, take another engine.`;
}

/** That memory was not short, where it is known. */
const sayMemory = ({ pulse }: MemoryEvidence): string =>
  pulse === null ? '' : `; memory was not short, it held ${formatMemory(pulse.resident)} and ${formatMemory(pulse.available)} were free`;

/** The line of the text that says the most: the last that speaks of an error, else the last at all. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => /[a-z]{3}/i.test(line) && !/^\s+at |^Node\.js v/.test(line));
  const line =
    lines.findLast(
      (candidate) => /error|fatal|abort|terminate|failed/i.test(candidate) && !/^\s*(code|requireStack|throw )/.test(candidate),
    ) ?? lines.at(-1);
  return line === undefined ? '' : `: ${line.trim().replace(/\.$/, '').slice(0, 200)}`;
}
