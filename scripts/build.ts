import { join } from 'node:path';
import { buildIfStale } from './start/buildIfStale.ts';

/** `npm run build`: the window's page and Electron's two scripts into dist/, whether or not they are stale. */
const built = await buildIfStale(join(import.meta.dirname, '..'), ['renderer', 'electron'], { force: true });
console.log(`built ${built.map((part) => `dist/${part}`).join(' and ')}`);
