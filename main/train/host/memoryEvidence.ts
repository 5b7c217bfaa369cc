import { readFileSync } from 'node:fs';
import { forecastMemory } from '../../../shared/plan/forecastMemory.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { residentLimit, wholeMemory } from '../../data/streaming/residentLimit.ts';
import type { Pulse } from '../pulse/pulse.ts';

/** What speaks for or against a process having ended for lack of memory. */
export interface MemoryEvidence {
  /** Whether the system has ended a process for lack of memory while this one lived; null where it does not tell. */
  readonly systemKilled: boolean | null;
  /** What was last heard of it. */
  readonly pulse: Pulse | null;
  /** Bytes that its work was forecast to need; null without one. */
  readonly forecast: number | null;
  /** Bytes that it could have had when it was given its work: what was free, and what it held. */
  readonly free: number;
}

/** Of what a process holds and could have besides, the share below which what is left is little: it can be gone before the next beat. */
const little = 0.1;
/** And of the machine's memory, whoever holds the rest. */
const littleOfAll = 0.03;

/** Whether there was hardly any memory left when a process was last heard of. */
export const isShortOfMemory = (pulse: Pulse | null, whole = wholeMemory()): boolean =>
  pulse !== null && pulse.available < Math.max(little * (pulse.resident + pulse.available), littleOfAll * whole);

/** Whether something besides the end itself speaks for a lack of memory. */
export const speaksForMemory = ({ systemKilled, ...own }: MemoryEvidence): boolean => systemKilled === true || needsTooMuch(own);

/** Shares of the machine's memory: one process holds more than this, and less than that is left for all. */
const most = 0.5;
const nothing = 0.01;
/** Whether a process holds most of the machine's memory and nothing is left of it: the machine hardly answers, and may do so for hours before the system ends anything. */
export const takesAll = (pulse: Pulse | null, whole = wholeMemory()): pulse is Pulse =>
  pulse !== null && pulse.resident > most * whole && pulse.available < nothing * whole;

/** Whether a process itself wanted more than it could have: what else the system ended says nothing of one that crashed. */
export const needsTooMuch = ({ pulse, forecast, free }: Omit<MemoryEvidence, 'systemKilled'>): boolean =>
  isShortOfMemory(pulse) || (forecast !== null && forecast > free);

/** Processes that Linux has ended for lack of memory since it started; null elsewhere. */
export function countOutOfMemoryKills(file = '/proc/vmstat'): number | null {
  try {
    const [, count] = /^oom_kill (\d+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
    return count === undefined ? null : Number(count);
  } catch {
    return null;
  }
}

/** Gathers evidence while a process lives. */
export class MemoryWatch {
  readonly #kills = countOutOfMemoryKills();
  #plan: TrainPlan | null = null;
  #free = 0;

  /** It was given work on a plan; `pulse` is what was last heard of it. */
  work(plan: TrainPlan, pulse: Pulse | null): void {
    this.#plan = plan;
    this.#free = Math.min(process.availableMemory() + (pulse?.resident ?? 0), wholeMemory());
  }

  /** The plan that it worked on last. */
  get plan(): TrainPlan | null {
    return this.#plan;
  }

  evidence(pulse: Pulse | null): MemoryEvidence {
    const now = countOutOfMemoryKills();
    return {
      systemKilled: now === null || this.#kills === null ? null : now > this.#kills,
      pulse,
      forecast: this.#plan && (forecastMemory(this.#plan, this.#plan.batchSize, residentLimit())?.total ?? null),
      free: this.#free,
    };
  }
}
