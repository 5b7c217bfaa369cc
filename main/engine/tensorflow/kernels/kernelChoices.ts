import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileWhole } from '../../../files/writeFileWhole.ts';
import { cacheAdvice, cacheFolder } from '../supply/cacheFolder.ts';
import type { Alternative } from './alternatives.ts';

/** Which kernel computes what, by the signature of `alternativeOf`: one of ours, or TensorFlow's. */
export type Choices = Readonly<Record<string, 'own' | 'tensorflow'>>;

const chosenBefore = z.record(z.string(), z.enum(['own', 'tensorflow']));
const fileSchema = z.record(z.string(), chosenBefore);

/** Multiply-adds below which ours is taken without being timed: TensorFlow's takes longer to be called than ours to compute. */
const few = 50_000;

export interface KernelChoicesOptions {
  /** What the choices were measured on: engine, processor, threads. */
  readonly machine: string;
  /** Choices that a run has begun with: they hold, or its last bits would change. */
  readonly given: Readonly<Record<string, string>>;
  /** Times TensorFlow's kernels and ours; gives the quicker ones. */
  measure(alternatives: readonly Alternative[]): Promise<Choices>;
  /** File that keeps what was measured for the next time; null = nowhere. */
  readonly file?: string | null;
}

/**
 * The quicker kernel for each operation and size, measured once on a machine and kept: the choice changes the last bits of what is computed, so the
 * same training would otherwise not be the same twice.
 */
export class KernelChoices {
  readonly #options: KernelChoicesOptions;
  readonly #file: string | null;
  readonly #chosen = new Map<string, 'own' | 'tensorflow'>();

  constructor(options: KernelChoicesOptions) {
    this.#options = options;
    this.#file = options.file === undefined ? join(cacheFolder(), 'kernels.json') : options.file;
  }

  /** Those that were needed until now. */
  get chosen(): Choices {
    return Object.fromEntries(this.#chosen);
  }

  /** Chooses for each of these what has not been chosen before. */
  async decide(alternatives: readonly Alternative[]): Promise<void> {
    for (const { signature, work } of alternatives) if (work < few) this.#chosen.set(signature, 'own');
    const open = new Map(alternatives.flatMap((own) => (this.#chosen.has(own.signature) ? [] : [[own.signature, own] as const])));
    if (open.size === 0) return;
    const known = { ...this.#read()[this.#options.machine], ...chosenBefore.parse(this.#options.given) };
    const unknown = [...open.values()].filter(({ signature }) => known[signature] === undefined);
    const measured = unknown.length === 0 ? {} : await this.#options.measure(unknown);
    for (const signature of open.keys()) this.#chosen.set(signature, known[signature] ?? measured[signature] ?? 'tensorflow');
    if (unknown.length > 0) this.#keep(measured);
  }

  isOwn({ signature }: Alternative): boolean {
    return this.#chosen.get(signature) === 'own';
  }

  #read(): Readonly<Record<string, Choices>> {
    if (this.#file === null) return {};
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // There is none yet, or it is broken: what it would say is measured again.
      return {};
    }
  }

  #keep(measured: Choices): void {
    if (this.#file === null) return;
    const before = this.#read();
    const { machine } = this.#options;
    try {
      // What another process has measured meanwhile comes first.
      writeFileWhole(this.#file, JSON.stringify({ ...before, [machine]: { ...measured, ...before[machine] } }, null, 1), {
        advice: cacheAdvice,
      });
    } catch {
      // A folder that cannot be written to costs the measuring anew, next time.
    }
  }
}

/** What choices are measured on. */
export const machineName = (version: string, threads: number): string =>
  `${version} on ${cpus()[0]?.model.trim() ?? process.arch}, ${threads} threads`;
