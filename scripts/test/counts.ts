/** What a step of `npm test` found. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Names of what failed. */
  readonly failures: readonly string[];
  /** What could not run here, and why. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** A check that is either good or not counts as one test. */
export const ofCheck = (name: string, good: boolean): Counts => ({
  passed: good ? 1 : 0,
  failed: good ? 0 : 1,
  failures: good ? [] : [name],
  skipped: [],
});

export const addCounts = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  failures: [...a.failures, ...b.failures],
  skipped: [...a.skipped, ...b.skipped],
});

/** "12 passed, 0 failed", and ", 3 skipped" where some were. */
export function sayCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}
