import { fans } from '../../catalogue/fans.ts';
import { isKernel, ownShape } from '../../catalogue/weights.ts';
import { rateOf } from './learningRate.ts';
import { epochLine, layerLines } from './lines.ts';
import type { RunCase } from './rule.ts';

/** How far the kernels of a layer can have moved at most, as a share of their size. */
interface Reach {
  readonly layer: string;
  readonly share: number;
}

/**
 * The layer whose kernels can have moved farthest in a run, by the learning rate, the steps and, of an optimizer whose steps are as long as the gradient,
 * the norms that were watched; null where nothing tells. The size of a kernel is taken to be that of every usual initializer: about
 * 1 / sqrt(fanIn) for each number.
 */
export function farthest(run: RunCase): Reach | null {
  const { adaptive, momentum } = rateOf(run.document);
  const steps = Math.max(0, ...run.lines.filter(({ split }) => split === 'train').map(({ points }) => points.at(-1)?.[0] ?? 0));
  const rate = largestRate(run);
  // What momentum makes of a step, at most; so few steps cannot add up to more than themselves.
  const carried = Math.min(1 / (1 - momentum), steps);
  const norms = new Map(layerLines(run, 'gradientNorm').map(({ layer, points }) => [layer.name, Math.max(...points.map((own) => own[2]))]));
  const reaches = run.layers.flatMap(({ name, weights }): Reach[] =>
    weights.filter(isKernel).flatMap((weight) => {
      const shape = ownShape(weight);
      const [fanIn] = fans(shape);
      const count = shape.reduce((product, length) => product * length, 1);
      const norm = adaptive ? Math.sqrt(count) : norms.get(name);
      return norm === undefined ? [] : [{ layer: name, share: (rate * steps * norm * carried) / Math.sqrt(count / fanIn) }];
    }),
  );
  return reaches.toSorted((a, b) => b.share - a.share)[0] ?? null;
}

/** The largest gradient of any layer that was watched; null where none was. */
export function largestGradient(run: RunCase): number | null {
  const norms = layerLines(run, 'gradientNorm').flatMap(({ points }) => points.map((own) => own[2]));
  return norms.length === 0 ? null : Math.max(...norms);
}

/** A schedule moves the rate: the largest that was told. */
function largestRate(run: RunCase): number {
  const told = (['epoch', 'batch'] as const).flatMap((unit) => epochLine(run, 'learningRate', 'train', unit).map((own) => own[2]));
  return told.length === 0 ? rateOf(run.document).rate : Math.max(...told);
}
