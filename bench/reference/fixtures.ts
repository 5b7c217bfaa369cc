import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, distance, type Digest } from './digest.ts';
import { caseHash, type Outcome } from './outcomes.ts';
import type { KerasCase, ReferenceCase } from './referenceCase.ts';

/** Where the reference values lie that are checked in: a folder for each list of the catalogue, a file for each item. */
export const fixtureFolder = new URL('fixtures', import.meta.url).pathname;

/** The reference's outcome of a case, small enough to keep. */
export interface Fixture {
  /** Of what decides the outcome. */
  readonly hash: string;
  readonly outcome: Readonly<Record<string, Digest>>;
}

/** Largest difference that is taken for rounding; of a drawn weight, for chance. */
export const allowed: Readonly<Record<ReferenceCase['type'], number>> = {
  training: 1e-4,
  sample: 0.15,
  schedule: 1e-6,
  callback: 1e-6,
  plain: 1e-4,
};

export const makeFixture = (own: KerasCase, outcome: Outcome): Fixture => ({
  hash: caseHash(own),
  outcome: Object.fromEntries(Object.entries(outcome).map(([name, numbers]) => [name, digest(numbers)])),
});

/** Largest difference of two fixtures over all their arrays, with the name of the array; infinite where one lacks an array. */
export function compareFixtures(
  type: KerasCase['type'],
  a: Fixture['outcome'],
  b: Fixture['outcome'],
): { readonly difference: number; readonly where: string } {
  let worst = { difference: 0, where: '' };
  for (const where of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [a[where], b[where]];
    const difference = left && right ? distance(left, right, type !== 'sample') : Number.POSITIVE_INFINITY;
    if (difference > worst.difference) worst = { difference, where };
  }
  return worst;
}

const fileOf = (folder: string, { family, kind }: KerasCase): string => join(folder, family, `${kind}.json`);

/** The kept fixtures of all cases, by the name of the file and of the case. */
export class Fixtures {
  readonly #folder: string;
  readonly #files = new Map<string, Readonly<Record<string, Fixture>>>();

  constructor(folder = fixtureFolder) {
    this.#folder = folder;
  }

  /** The fixture of a case; null where there is none, or it was made of another plan, other numbers or other weights. */
  find(own: KerasCase): Fixture | null {
    const file = fileOf(this.#folder, own);
    if (!this.#files.has(file))
      this.#files.set(file, existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Fixture>) : {});
    const found = this.#files.get(file)?.[own.name];
    return found?.hash === caseHash(own) ? found : null;
  }

  /** Files that belong to no case. */
  strangers(cases: readonly KerasCase[]): readonly string[] {
    const wanted = new Set(cases.map((own) => fileOf(this.#folder, own)));
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(this.#folder, name))
      .filter((path) => path.endsWith('.json') && !wanted.has(path));
  }

  /** Writes the fixtures of all cases, a line for each, and takes away what belongs to none. */
  write(fixtures: ReadonlyMap<KerasCase, Fixture>): void {
    const files = new Map<string, Record<string, Fixture>>();
    for (const [own, fixture] of fixtures) {
      const file = fileOf(this.#folder, own);
      files.set(file, { ...files.get(file), [own.name]: fixture });
    }
    for (const [file, own] of files) {
      mkdirSync(join(file, '..'), { recursive: true });
      const lines = Object.entries(own).map(([name, fixture]) => `${JSON.stringify(name)}: ${JSON.stringify(fixture)}`);
      writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
    }
    for (const path of this.strangers([...fixtures.keys()])) rmSync(path);
  }
}
