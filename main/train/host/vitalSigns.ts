import type { Pulse } from '../pulse/pulse.ts';

/**
 * How a training process is: `well` = its main thread was heard of lately. Else that thread is in a long call, and the process `computes`, `pages` (it
 * waits for memory that was moved to disk) or `reads` (it waits for the disk); `hangs` = nothing of these; `silent` = not even its pulse is heard.
 */
export type Vital = 'well' | 'computes' | 'pages' | 'reads' | 'hangs' | 'silent';

/** Share of one processor below which a process does not compute: its pulse alone takes a ten-thousandth. */
const idle = 0.005;

/** Seconds without a beat after which the last one is no longer of now. */
const missed = 10;

/** Judges a training process by what is heard of it, in seconds that its host counts: a machine that sleeps counts none. */
export class VitalSigns {
  readonly #patience: number;
  #silence = 0;
  #beats: { readonly at: number; readonly pulse: Pulse }[] = [];
  #now = 0;

  /** `patience`: seconds that its main thread may be silent before it is looked at. */
  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Its main thread has said something. */
  hear(): void {
    this.#silence = 0;
  }

  beat(pulse: Pulse): void {
    this.#beats.push({ at: this.#now, pulse });
  }

  /** A second has gone by. */
  second(): Vital {
    this.#now += 1;
    this.#silence += 1;
    // The newest before that time is what the others are compared with.
    const since = this.#beats.findLastIndex(({ at }) => at < this.#now - this.#patience);
    this.#beats = this.#beats.slice(Math.max(0, since));
    if (this.#silence < this.#patience) return 'well';
    const [first, last] = [this.#beats[0], this.#beats.at(-1)];
    if (!first || !last || last.at <= this.#now - this.#patience) return 'silent';
    // What it did before it fell silent says nothing of now: it is waited for.
    if (last.at <= this.#now - missed) return 'well';
    return doing(first.pulse, last.pulse);
  }

  /** The newest beat. */
  get pulse(): Pulse | null {
    return this.#beats.at(-1)?.pulse ?? null;
  }
}

function doing(before: Pulse, now: Pulse): Vital {
  if (now.processor - before.processor > idle * (now.time - before.time)) return 'computes';
  if (now.faults > before.faults) return 'pages';
  return now.blocks > before.blocks ? 'reads' : 'hangs';
}

/** Whether a process is beyond help. */
export const isLost = (vital: Vital): vital is 'hangs' | 'silent' => vital === 'hangs' || vital === 'silent';
