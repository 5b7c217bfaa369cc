/* `node bench/peakMemory.ts NETWORK BATCH`: trains a few steps and evaluates once in this process, and prints the most memory that it held, in bytes. */
import { readFileSync } from 'node:fs';
import { loadDataset } from '../main/data/loadDataset.ts';
import { openEngine } from '../main/engine/openEngine.ts';
import { hyperParameters } from '../shared/catalogue/optimizerStep.ts';
import { permutation } from '../shared/random/permutation.ts';
import { networks } from './networks.ts';

const [name = '', batch = ''] = process.argv.slice(2);
const network = networks.find((own) => own.name === name);
if (!network) throw new Error(`there is no network "${name}"`);
const plan = network.plan(Number(batch));
const engine = await openEngine('tensorflow');
const data = await loadDataset(plan.data.dataset);
const model = await engine.create(plan, data);
const hyper = plan.phases[0] ? hyperParameters(plan.phases[0].optimizer) : {};
const order = permutation(data.rows, 0, 'order', 0);
const rows = (step: number, size: number): Int32Array => order.slice(step * size, (step + 1) * size);
for (let step = 0; step < 10; step++) await model.run([rows(step, plan.batchSize)], [hyper], [{ epoch: 0, step }]);
await model.evaluate([rows(0, Math.max(256, plan.batchSize))]);
model.dispose();
// The highest resident size since the process began, as Linux keeps it.
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
process.stdout.write(`${Number(peak) * 1024}\n`);
