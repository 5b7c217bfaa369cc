import { checkLint } from './checks/checkLint.ts';
import { printTable } from './lint/layers.ts';

/** `npm run lint`; with `-- --table` it prints which folder may import which. */
if (process.argv.includes('--table')) console.log(printTable());
else process.exitCode = (await checkLint()) ? 0 : 1;
