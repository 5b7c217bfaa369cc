import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import type { Counts } from './counts.ts';

/** A reporter that leaves the counts in the file `NETLOOM_COUNTS`. */
export default class PlaywrightCounts implements Reporter {
  #suite: Suite | null = null;
  readonly #errors: string[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  /** An error outside of any test, such as a file that cannot be loaded. */
  onError({ message }: TestError): void {
    this.#errors.push(`outside of tests: ${stripVTControlCharacters(message ?? 'an error without words').split('\n')[0]}`);
  }

  onEnd(_result: FullResult): void {
    const file = process.env.NETLOOM_COUNTS;
    if (!file) return;
    const tests = this.#suite?.allTests() ?? [];
    const nameOf = (test: TestCase): string => test.titlePath().filter(Boolean).join(' > ');
    const reasonOf = (test: TestCase): string =>
      test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? 'no reason given';
    const good = (test: TestCase): boolean => test.outcome() === 'expected' || test.outcome() === 'flaky';
    const skipped = tests.filter((test) => test.outcome() === 'skipped');
    const failed = tests.filter((test) => test.outcome() === 'unexpected');
    const counts: Counts = {
      passed: tests.filter(good).length,
      failed: failed.length + this.#errors.length,
      failures: [...failed.map(nameOf), ...this.#errors],
      skipped: skipped.map((test) => ({ name: nameOf(test), reason: reasonOf(test) })),
    };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}
