import { epochLine } from '../lines.ts';
import { findOptimizer } from '../../../catalogue/index.ts';
import { usualRate } from '../../usualRate.ts';
import { inPlace, larger, rateOf, smaller } from '../learningRate.ts';
import type { RunCase, RunRule } from '../rule.ts';
import { astray } from './lossExplodes.ts';
import { farthest, largestGradient } from '../stepSize.ts';
import { show } from '../../show.ts';

/** Epochs, or else batches, that a loss has to fall in. */
const [epochs, batches] = [3, 100];
/** A loss that is smaller than this has nowhere to fall to, and one that falls by less than this share has not. */
const [nothing, share] = [1e-3, 0.01];
/** Weights that have moved by less than this share of their size have learned nothing, and where all gradients are smaller than this none moves. */
const [little, still] = [0.01, 1e-9];

/** The loss at the beginning, and the smallest since: by epochs, or by tenths of the batches where there were few epochs. */
function course(run: RunCase): { readonly first: number; readonly least: number; readonly over: string } | null {
  const points = epochLine(run, 'loss', 'train').map(([, , value]) => value);
  if (points.length >= epochs) return { first: points[0] ?? 0, least: Math.min(...points.slice(1)), over: `${points.length} epochs` };
  const steps =
    run.lines.find((line) => line.name === 'loss' && line.head === '' && line.split === 'train' && line.unit === 'batch')?.points ?? [];
  if (steps.length < batches) return null;
  const size = Math.floor(steps.length / 10);
  const means = Array.from(
    { length: 10 },
    (_, at) => steps.slice(at * size, (at + 1) * size).reduce((sum, point) => sum + point[2], 0) / size,
  );
  return { first: means[0] ?? 0, least: Math.min(...means.slice(1)), over: `${steps.length} batches` };
}

/** That the steps of a run are too short to get anywhere, in words; null where they are not. */
function tooShort(run: RunCase): string | null {
  const { kind, rate } = rateOf(run.document);
  const reach = farthest(run);
  if (reach !== null)
    return reach.share < little
      ? `At the learning rate ${show(rate)} the weights of ${reach.layer}, which can move farthest, have moved by at most ${show(reach.share * 100)} % of their size: the steps are too short.`
      : null;
  const usual = usualRate(kind);
  return rate < usual * little
    ? `The learning rate, ${show(rate)}, is far below the ${usual} that ${findOptimizer(kind).title} usually takes: the steps are too short.`
    : null;
}

export const lossNeverFalls: RunRule = {
  kind: 'lossNeverFalls',
  title: 'The loss does not fall',
  reason:
    'Steps that are too long jump from one side of a valley to the other, and never down; steps that are too short do not get anywhere. Data that does not fit its labels, or gradients that vanish on the way, are other causes.',
  find(run) {
    const found = run.phases > 1 || astray(run) ? null : course(run);
    if (!found || found.first < nothing || found.least < found.first * (1 - share)) return [];
    const { kind, rate } = rateOf(run.document);
    const seen = `In ${found.over} the training loss has not fallen: it began at ${show(found.first)}, and was never below ${show(found.least)}.`;
    if (rate === 0) {
      const { fix } = larger(run.document);
      return [
        {
          seen: `${seen} The learning rate is 0, so that no step moves a weight.`,
          remedy: `Set a learning rate above 0: ${findOptimizer(kind).title} usually takes ${usualRate(kind)}. The learning-rate finder proposes one for this model.`,
          ...(fix && { fix }),
        },
      ];
    }
    const gradient = largestGradient(run);
    if (gradient !== null && gradient < still)
      return [
        {
          seen: `${seen} No gradient of any layer was above ${show(gradient)}, so that no step moves a weight.`,
          remedy:
            'No learning rate helps against gradients that are 0: look for activations that are flat wherever the examples lie (a ReLU that is always 0, a sigmoid at its ends), for kernels that start at 0, and for targets that say nothing.',
        },
      ];
    const short = tooShort(run);
    if (short !== null) {
      const { wanted, fix } = larger(run.document);
      return [
        {
          seen: `${seen} ${short}`,
          remedy: `Take a larger learning rate, ${inPlace(wanted, rate)}, or let the learning-rate finder propose one.`,
          ...(fix && { fix }),
        },
      ];
    }
    const { wanted, fix } = smaller(run.document);
    return [
      {
        seen,
        remedy: `Take a smaller learning rate, ${inPlace(wanted, rate)}, or let the learning-rate finder propose one. If that is in vain, watch the gradient norms: where they are about 0, nothing is learned.`,
        ...(fix && { fix }),
      },
    ];
  },
};
