import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import type { RateTest } from '../../shared/ipc/rows.ts';
import { phasePlans } from '../../shared/plan/phasePlans.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { permutation } from '../../shared/random/permutation.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import type { Split } from '../data/splitDataset.ts';
import type { LiveModel } from '../engine/engine.ts';
import type { WeightFiles } from './takeWeights.ts';
import { openPlan } from './workerJobs.ts';

/** Steps of the test, and the rates that it begins and ends with. */
const steps = 120;
const [lowest, highest] = [1e-7, 10];
/** How slowly the smoothed loss forgets, and how many times the best one it may be before the test ends: it will not come back. */
const memory = 0.9;
const lost = 4;

/**
 * A range test (arXiv 1506.01186): each step of training has a learning rate a little larger than the one before, until the loss explodes. Proposes
 * the rate at which the loss fell the quickest. With several phases, of the one at `place`: all steps are its, and what others train stays as it is.
 */
export async function testRates(plan: TrainPlan, model: Pick<LiveModel, 'run'>, split: Pick<Split, 'train'>, place = 0): Promise<RateTest> {
  const { phase, prefix = '' } = phasePlans(plan)[place] ?? {};
  const hyper = phase ? hyperParameters(phase.optimizer) : {};
  const points: [rate: number, loss: number][] = [];
  const perEpoch = Math.ceil(split.train.length / plan.batchSize);
  let mean = 0;
  let best = Infinity;
  for (let step = 0; step < steps; step++) {
    const epoch = Math.floor(step / perEpoch);
    const order = permutation(split.train.length, plan.seed, 'order', epoch);
    const at = (step % perEpoch) * plan.batchSize;
    const batch = order.slice(at, at + plan.batchSize).map((place) => split.train[place] ?? 0);
    const rate = lowest * (highest / lowest) ** (step / (steps - 1));
    const [row] = await model.run(
      [batch],
      [{ ...hyper, learningRate: rate }],
      [place === 0 ? { epoch, step } : { epoch, step, phase: place }],
    );
    const [sum = Number.NaN, weight = 1] = row?.[`${prefix}loss`] ?? [];
    const loss = sum / weight;
    if (!Number.isFinite(loss)) break;
    mean = memory * mean + (1 - memory) * loss;
    // Without the share of the zero it began with.
    const smoothed = mean / (1 - memory ** (step + 1));
    points.push([rate, smoothed]);
    best = Math.min(best, smoothed);
    if (smoothed > lost * best && step > 10) break;
  }
  return { points, proposed: proposeRate(points) };
}

/** Where the loss fell the quickest over a factor of the rate, before it was lowest; two digits. Null where it never fell by more than a hundredth. */
export function proposeRate(points: readonly (readonly [rate: number, loss: number])[]): number | null {
  const losses = points.map(([, loss]) => loss);
  const bottom = losses.indexOf(Math.min(...losses));
  const first = losses[0] ?? 0;
  if (bottom <= 0 || first - (losses[bottom] ?? 0) < 0.01 * Math.abs(first)) return null;
  // Over some steps: a single one is mostly chance.
  const reach = 4;
  let steepest = 0;
  let proposed = bottom;
  for (let at = reach; at + reach <= bottom + reach && at + reach < losses.length; at++) {
    const fall = (losses[at - reach] ?? 0) - (losses[at + reach] ?? 0);
    if (at <= bottom && fall > steepest) {
      steepest = fall;
      proposed = at;
    }
  }
  const rate = points[proposed]?.[0];
  return rate === undefined ? null : Number(rate.toPrecision(2));
}

/** The range test of a plan, or of one of its phases, from its first weights. */
export async function runRateTest(plan: TrainPlan, engine: EngineChoice, weights?: WeightFiles, place = 0): Promise<RateTest> {
  const { model, split, close } = await openPlan(plan, { engine, checkpoint: null, weights });
  try {
    return await testRates(plan, model, split, place);
  } finally {
    await close();
  }
}
