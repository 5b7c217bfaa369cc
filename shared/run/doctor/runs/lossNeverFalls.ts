import { epochLine } from '../lines.ts';
import { rateOf, tenth, usualRate } from '../learningRate.ts';
import type { RunCase, RunRule } from '../rule.ts';
import { show } from '../show.ts';

/** Epochs, or else batches, that a loss has to fall in. */
const [epochs, batches] = [3, 100];
/** A loss that is smaller than this has nowhere to fall to, and one that falls by less than this share has not. */
const [nothing, share] = [1e-3, 0.01];

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

export const lossNeverFalls: RunRule = {
  kind: 'lossNeverFalls',
  title: 'The loss does not fall',
  reason:
    'Steps that are too long jump from one side of a valley to the other, and never down. It is the most frequent cause; data that does not fit its labels, or gradients that vanish on the way, are others.',
  find(run) {
    const found = run.phases > 1 ? null : course(run);
    if (!found || found.first < nothing || found.least < found.first * (1 - share)) return [];
    const { rate } = rateOf(run.document);
    const seen = `In ${found.over} the training loss has not fallen: it began at ${show(found.first)}, and was never below ${show(found.least)}.`;
    if (rate === 0) {
      const usual = usualRate(run.document);
      return [
        {
          seen: `${seen} The learning rate is 0, so that no step moves a weight.`,
          remedy: `Set a learning rate above 0: ${usual.title} usually takes ${usual.rate}. The learning-rate finder proposes one for this model.`,
          fix: usual.fix,
        },
      ];
    }
    return [
      {
        seen,
        remedy: `Try a tenth of the learning rate, ${show(rate / 10)} in place of ${show(rate)}, or let the learning-rate finder propose one. If that is in vain, watch the gradient norms: where they are about 0, nothing is learned.`,
        ...tenth(run.document),
      },
    ];
  },
};
