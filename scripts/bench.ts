/* `npm run bench [-- steps | peers | templates | engines | forecasts | start | window]`: measures, prints, and writes bench/results.md. Without a name, all of them. */
import { writeResults } from '../bench/results.ts';

await writeResults(process.argv.slice(2));
