import { fileURLToPath } from 'node:url';
import { runServe } from '../main/serve/runServe.ts';
import { join } from './core.ts';

/** `node app/serve.ts [--port N] [--open]`: the studio in a browser. */
const files = fileURLToPath(new URL('../dist/renderer', import.meta.url));
process.exitCode = await runServe(process.argv.slice(2), { files, join });
