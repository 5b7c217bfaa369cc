import { expect, test } from 'vitest';
import { temporaryFolder } from '../main/store/fixtures/temporaryFolder.ts';
import { killLoop, seeded } from './fixtures/killLoop.ts';

/* In ten folders: the charts of one would grow until reading them takes longer than the kills. */
test.each([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])('kill -9 of the core, 100 times on the same data, seed %i', async (seed) => {
  const result = await killLoop(temporaryFolder(), 100, seeded(seed));
  console.log(
    `100 kills, seed ${seed}: ${result.saves} saves and ${result.points} points looked for, slowest opening ${result.slowestOpening.toFixed(0)} ms`,
  );
  expect(result.kills).toBe(100);
});
