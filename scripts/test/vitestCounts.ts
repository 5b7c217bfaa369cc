import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import type { Counts } from './counts.ts';

const countAll = (modules: readonly TestModule[], errors: readonly SerializedError[]): Counts => {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const nameOf = (test: (typeof tests)[number]): string => `${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}`;
  const failed = tests.filter((test) => test.result().state === 'failed');
  // A file that could not be loaded has no tests, and an error outside all tests has no file.
  const broken = modules.filter((module) => module.state() === 'failed' && ![...module.children.allTests('failed')].length);
  const skipped = tests.filter((test) => ['skipped', 'pending'].includes(test.result().state));
  const reasonOf = (test: (typeof tests)[number]): string => {
    const result = test.result();
    return (result.state === 'skipped' && result.note) || 'no reason given';
  };
  return {
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failed: failed.length + broken.length + errors.length,
    failures: [
      ...failed.map(nameOf),
      ...broken.map((module) => `${relative(process.cwd(), module.moduleId)}: could not be run`),
      ...errors.map(({ message }) => `outside of tests: ${message.split('\n')[0]}`),
    ],
    skipped: skipped.map((test) => ({ name: nameOf(test), reason: reasonOf(test) })),
  };
};

/** A reporter that leaves the counts in the file `NETLOOM_COUNTS`. */
export default class VitestCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env.NETLOOM_COUNTS;
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(countAll(modules, errors)));
  }
}
