/* `node bench/engineStep.ts ENGINE NETWORK BATCH STEPS`: trains and prints the milliseconds of each step after the first. An engine has a process of its own. */
import { loadDataset } from '../main/data/loadDataset.ts';
import { openers } from '../main/engine/openEngine.ts';
import { hyperParameters } from '../shared/catalogue/optimizerStep.ts';
import { engineNames } from '../shared/run/engines.ts';
import { networks } from './networks.ts';

const [name = '', wanted = '', batch = '', steps = ''] = process.argv.slice(2);
const network = networks.find((own) => own.name === wanted);
const engineName = engineNames.find((own) => own === name);
if (!network || !engineName) throw new Error(`there is no engine "${name}" or no network "${wanted}"`);
const plan = network.plan(Number(batch));
const engine = await openers[engineName]();
const model = await engine.create(plan, await loadDataset({ kind: 'mnist', values: {} }));
const hyper = plan.phases[0] ? hyperParameters(plan.phases[0].optimizer) : {};
const times: number[] = [];
for (let step = 0; step < Number(steps) + 1; step++) {
  const rows = Int32Array.from({ length: plan.batchSize }, (_, at) => (step * plan.batchSize + at) % 60_000);
  const began = performance.now();
  await model.run([rows], [hyper], [{ epoch: 0, step }]);
  times.push(performance.now() - began);
}
process.stdout.write(`${times.slice(1).join(' ')}\n`);
process.exit(0);
