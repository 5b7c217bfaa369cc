import { makeFixture, type Fixture, type Fixtures } from './fixtures.ts';
import { outcomeOfKeras } from './outcomes.ts';
import { PlanProcess } from './planProcess.ts';
import type { KerasCase } from './referenceCase.ts';

export interface MakeOptions {
  /** A Python that has Keras on TensorFlow. */
  readonly python: string;
  /** Fixtures that are kept where they still fit their case; null = every case is computed. */
  readonly known: Fixtures | null;
  report(done: number, all: number, own: KerasCase): void;
}

/** The reference's outcome of every case, in the order of the cases. */
export async function makeReference(
  cases: readonly KerasCase[],
  { python, known, report }: MakeOptions,
): Promise<ReadonlyMap<KerasCase, Fixture>> {
  const made = new Map<KerasCase, Fixture>(
    cases.flatMap((own) => {
      const fixture = known?.find(own);
      return fixture ? [[own, fixture] as const] : [];
    }),
  );
  const missing = cases.filter((own) => !made.has(own));
  if (missing.length > 0) {
    // One process for all: starting Keras takes longer than a comparison.
    const keras = new PlanProcess({ python, script: 'keras_plan.py' });
    try {
      for (const [at, own] of missing.entries()) {
        report(at, missing.length, own);
        made.set(own, makeFixture(own, await outcomeOfKeras(own, keras)));
      }
    } finally {
      await keras.close();
    }
  }
  return new Map(
    cases.flatMap((own) => {
      const fixture = made.get(own);
      return fixture ? [[own, fixture] as const] : [];
    }),
  );
}
