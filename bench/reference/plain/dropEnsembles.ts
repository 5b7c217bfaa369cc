import { loadDataset } from '../../../main/data/loadDataset.ts';
import { dropEnsemble } from '../../../main/train/dropEnsemble.ts';
import type { PlainCase } from '../referenceCase.ts';
import { DenseNetwork } from './denseNetwork.ts';
import { dropMasks } from './dropMasks.ts';
import { plainCase } from './plainCase.ts';
import { planOf, regressionRows, smallRegression } from './smallRegression.ts';

const [rate, passes, seed, count] = [0.4, 7, 3, 12];
const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** Predictions with dropout left on: mean and standard deviation over passes, each with masks of its own. */
export const dropEnsembleCases = (): readonly PlainCase[] => [
  plainCase('views', 'dropEnsemble', 'mean and deviation of seven passes', 'a plain network under the same masks', async (engine) => {
    const plan = planOf(smallRegression({}, rate));
    const model = await engine.create(plan, await loadDataset(plan.data.dataset));
    try {
      const batch = Int32Array.from({ length: count }, (_, row) => row);
      const [told] = Object.values(await dropEnsemble(model, batch, { passes, seed }));
      const network = new DenseNetwork(plan, await model.readState());
      const rows = (await regressionRows(plan)).slice(0, count);
      const outputs = Array.from({ length: passes }, (_, step) => {
        const masks = dropMasks(plan.seed, rate, count, { epoch: seed, step });
        return rows.map(({ x }, row) => network.forth(x, [null, masks[row] ?? null]).output[0] ?? Number.NaN);
      });
      const means = rows.map((_, row) => mean(outputs.map((pass) => pass[row] ?? Number.NaN)));
      const deviations = means.map((own, row) => Math.sqrt(mean(outputs.map((pass) => ((pass[row] ?? Number.NaN) - own) ** 2))));
      return { found: [...(told?.mean ?? []), ...(told?.deviation ?? [])], expected: [...means, ...deviations] };
    } finally {
      model.dispose();
    }
  }),
];
