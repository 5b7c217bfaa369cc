import { defineConfig } from 'vitest/config';

/** Unit and engine tests. The long ones (`*.full.test.ts`) run only in `npm run test:full`, which sets NETLOOM_FULL=1. */
const long = process.env.NETLOOM_FULL === '1';

export default defineConfig({
  test: {
    include: ['shared', 'main', 'app', 'renderer', 'scripts', 'bench'].map((folder) => `${folder}/**/*.test.{ts,tsx}`),
    exclude: long ? ['**/node_modules/**'] : ['**/node_modules/**', '**/*.full.test.{ts,tsx}'],
    // Processes, not threads: the second thread of a process cannot load TensorFlow's binding.
    pool: 'forks',
    testTimeout: long ? 1_800_000 : 90_000,
    hookTimeout: long ? 600_000 : 60_000,
  },
});
