import { appendFileSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fileReason } from '../../../files/fileReason.ts';
import { FolderError, makeFolder } from '../../../files/makeFolder.ts';
import { cacheAdvice, cacheFolder } from '../supply/cacheFolder.ts';
import { recipe } from '../supply/engineFolder.ts';
import type { Alternative } from './alternatives/alternative.ts';

const choiceSchema = z.enum(['own', 'tensorflow']);
/** A kernel of ours, or TensorFlow's. */
export type Choice = z.infer<typeof choiceSchema>;
/** Which kernel computes what, by the signature of `alternativeOf`. */
export type Choices = Readonly<Record<string, Choice>>;

const passSchema = z.enum([...choiceSchema.options, 'eager']);
/** How a whole pass runs: on the kernels that were chosen, on TensorFlow's alone, or operation by operation. */
export type PassChoice = z.infer<typeof passSchema>;

const chosenBefore = z.record(z.string(), passSchema);
/** Front of what is kept of a pass, among the signatures of operations. */
const passFront = 'pass ';
/** What was measured once: a line of the file that keeps it. Several processes may add lines; the first of an operation holds. */
const lineSchema = z.object({ machine: z.string(), signature: z.string(), choice: choiceSchema });
type Line = z.infer<typeof lineSchema>;

/** Multiply-adds below which ours is taken without being timed: TensorFlow's takes longer to be called than ours to compute. */
const few = 50_000;

export interface KernelChoicesOptions {
  /** What the choices were measured on: engine, processor, threads. */
  readonly machine: string;
  /** Choices that a run has begun with: they hold, or its last bits would change. */
  readonly given: Readonly<Record<string, string>>;
  /** Times TensorFlow's kernels and ours; gives the quicker ones. */
  measure(alternatives: readonly Alternative[]): Promise<Choices>;
  /** Hears, in words, where the quickest kernels cannot be taken. */
  warn?(message: string): void;
  /** File that keeps what was measured for the next time. */
  readonly file?: string;
}

/**
 * The quicker kernel for each operation and size, measured once on a machine and kept: the choice changes the last bits of what is computed, so the
 * same training would otherwise not be the same twice. Where it cannot be kept, nothing is measured: TensorFlow's kernels are taken, today and the next time.
 */
export class KernelChoices {
  readonly #options: KernelChoicesOptions;
  readonly #given: Readonly<Record<string, PassChoice>>;
  readonly #file: string;
  readonly #chosen = new Map<string, Choice>();
  readonly #passes = new Map<string, PassChoice>();

  constructor(options: KernelChoicesOptions) {
    this.#options = options;
    this.#given = chosenBefore.parse(options.given);
    this.#file = options.file ?? join(cacheFolder(), 'kernels.jsonl');
  }

  /** Those that were needed until now, and those that the run has begun with: it may need them yet. By name, in whichever order they were made. */
  get chosen(): Readonly<Record<string, string>> {
    const passes = [...this.#passes].map(([pass, choice]) => [passFront + pass, choice] as const);
    const all = Object.entries({ ...this.#given, ...Object.fromEntries([...this.#chosen, ...passes]) });
    return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** How a pass ran before the run was resumed; undefined where it had not come to it. */
  passBefore(pass: string): PassChoice | undefined {
    return this.#given[passFront + pass];
  }

  /** Keeps how a pass runs: it was found on the batch that happened to come first, which a resumed run does not see again. */
  keepPass(pass: string, choice: PassChoice): void {
    this.#passes.set(pass, choice);
  }

  /** Chooses for each of these what has not been chosen before. */
  async decide(alternatives: readonly Alternative[]): Promise<void> {
    for (const { signature, work } of alternatives) if (work < few) this.#chosen.set(signature, 'own');
    const open = new Map(alternatives.flatMap((own) => (this.#chosen.has(own.signature) ? [] : [[own.signature, own] as const])));
    if (open.size === 0) return;
    const given = new Map(
      Object.entries(this.#given).flatMap(([signature, choice]) => (choice === 'eager' ? [] : [[signature, choice] as const])),
    );
    const kept = this.#read();
    const unknown = [...open.values()].filter(({ signature }) => !given.has(signature) && !kept.has(signature));
    const after = unknown.length === 0 ? kept : await this.#measure(unknown);
    for (const signature of open.keys()) this.#chosen.set(signature, given.get(signature) ?? after.get(signature) ?? 'tensorflow');
  }

  /**
   * Measures, keeps what was measured, and gives what holds: where another process was first with an operation, its choice, since the next run will read
   * that one. Gives nothing of what cannot be kept.
   */
  async #measure(unknown: readonly Alternative[]): Promise<ReadonlyMap<string, Choice>> {
    const { machine, measure, warn } = this.#options;
    // Before anything is measured that could not be kept.
    let hindrance = this.#append('');
    if (hindrance === null) {
      const measured = await measure(unknown);
      const lines = Object.entries(measured).map(([signature, choice]) => `${JSON.stringify({ machine, signature, choice })}\n`);
      // What stands before may have been cut off in the midst of a line.
      hindrance = this.#append(`\n${lines.join('')}`);
    }
    const kept = this.#read();
    if (hindrance === null && unknown.some(({ signature }) => !kept.has(signature)))
      hindrance = `what is written to ${this.#file} cannot be read again; ${cacheAdvice}`;
    if (hindrance !== null)
      warn?.(
        `Which kernels are the quickest here cannot be kept: ${hindrance}. TensorFlow's own are taken, so that the same run gives the same numbers again; it may be slower.`,
      );
    return kept;
  }

  /** Adds to the file; gives why that cannot be, or null. */
  #append(text: string): string | null {
    try {
      makeFolder(dirname(this.#file), { advice: cacheAdvice });
      appendFileSync(this.#file, text);
      return null;
    } catch (error) {
      if (error instanceof FolderError) return error.message.replace(/\.$/, '');
      return `${this.#file} cannot be written, ${fileReason(error)}; ${cacheAdvice}`;
    }
  }

  isOwn({ signature, work }: Alternative): boolean {
    return work < few || this.#chosen.get(signature) === 'own';
  }

  /** What is kept of this machine: the first that was measured of each. */
  #read(): ReadonlyMap<string, Choice> {
    const found = new Map<string, Choice>();
    for (const line of this.#lines()) {
      if (line.machine === this.#options.machine && !found.has(line.signature)) found.set(line.signature, line.choice);
    }
    return found;
  }

  #lines(): readonly Line[] {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      // There is none yet, or it cannot be read.
      return [];
    }
    // A line that was cut short, by a full disk or a process that was killed, says nothing.
    return text.split('\n').flatMap((text) => parseLine(text) ?? []);
  }
}

function parseLine(text: string): Line | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What choices are measured on. */
export const machineName = (version: string, threads: number): string =>
  `${version} (${recipe}) on ${cpus()[0]?.model.trim() ?? process.arch}, ${threads} threads`;
