import { defineConfig } from '@playwright/test';
import { browserArguments } from './e2e/fixtures/browserArguments.ts';

const long = process.env.NETLOOM_FULL === '1';

/** Browser tests: a user's stories in the built studio. `npm test` finds the browser and starts this. */
export default defineConfig({
  testDir: 'e2e',
  testIgnore: long ? [] : ['**/*.full.spec.ts'],
  outputDir: 'test-results/e2e',
  forbidOnly: process.env.CI === 'true',
  // One at a time: a story trains a network, and a test's time must not depend on its neighbour.
  workers: 1,
  timeout: long ? 600_000 : 240_000,
  expect: { timeout: 45_000 },
  reporter: [['list'], ['./scripts/test/playwrightCounts.ts']],
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.NETLOOM_BROWSER || undefined,
      args: browserArguments,
    },
  },
});
