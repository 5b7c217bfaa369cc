import { checkTypes } from './checks/checkTypes.ts';

/** `npm run types`. */
process.exitCode = (await checkTypes()) ? 0 : 1;
