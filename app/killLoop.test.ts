import { expect, test } from 'vitest';
import { temporaryFolder } from '../main/store/fixtures/temporaryFolder.ts';
import { killLoop, seeded } from './fixtures/killLoop.ts';

test(
  'kill -9 of the core in the midst of edits and training loses nothing that was acknowledged or told: 50 kills',
  { timeout: 180_000 },
  async () => {
    const result = await killLoop(temporaryFolder(), 50, seeded(1));
    expect(result.kills).toBe(50);
    expect(result.saves).toBeGreaterThan(50);
    expect(result.points).toBeGreaterThan(100);
    console.log(
      `50 kills, seed 1: ${result.saves} saves and ${result.points} points looked for, slowest opening ${result.slowestOpening.toFixed(0)} ms`,
    );
  },
);
