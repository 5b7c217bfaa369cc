import { findOptimizer } from '../../../shared/catalogue/index.ts';
import { float, optional, type ItemValue, type Params, type Values } from '../../../shared/catalogue/params.ts';
import { defaultValues, parseValues } from '../../../shared/catalogue/parseValues.ts';
import { formatValue } from '../../ui/formatNumber.ts';

/** Somebody who walks on a surface: an optimizer with what of it was changed, and a penalty on the weights. */
export interface Walker {
  /** Tells it from others, and gives it its colour. */
  readonly id: number;
  readonly kind: string;
  /** What differs from the defaults; without a learning rate it has that of all. */
  readonly values: Values;
}

/** Beside what an optimizer has: the penalty that a layer would have. */
const penalty = {
  l2: optional(
    float({
      default: 0.1,
      min: 0,
      title: 'L2 penalty',
      help: 'The loss pays C w² for each weight, as by the L2 regularizer of a block: 2 C w is added to the gradient, and goes through all that the optimizer makes of gradients. Weight decay does not: it makes w smaller by learningRate weightDecay w, apart from the gradient.',
    }),
  ),
};

/** All fields of a walker: those of its optimizer, derived from the catalogue, and the penalty. */
export const walkerParams = (kind: string): Params => ({ ...findOptimizer(kind).params, ...penalty });

/** All values of a walker, at this learning rate where it has none of its own. */
export const walkerValues = ({ kind, values }: Walker, rate: number): Values =>
  parseValues(walkerParams(kind), { learningRate: rate, ...values }).values;

/** Its optimizer, and the strength of its penalty. */
export function optimizerOf(walker: Walker, rate: number): { readonly optimizer: ItemValue; readonly l2: number } {
  const { l2, ...values } = walkerValues(walker, rate);
  return { optimizer: { kind: walker.kind, values }, l2: typeof l2 === 'number' ? l2 : 0 };
}

/** A walker with other values, as a form gives them: what is the default, or the rate of all, is not kept. */
export function withValues(walker: Walker, next: Values, rate: number): Walker {
  const usual: Values = { ...defaultValues(walkerParams(walker.kind)), learningRate: rate };
  return { ...walker, values: Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== usual[name])) };
}

/** `Adam, L2 penalty 0.1`: its optimizer, and what was changed of it. */
export function walkerTitle({ kind, values }: Walker): string {
  const params = walkerParams(kind);
  const words = Object.entries(values).map(([name, value]) => {
    const title = params[name]?.title ?? name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return typeof value === 'number'
      ? `${title} ${formatValue(value)}`
      : value === true
        ? title
        : `${title} ${value === null ? 'none' : 'off'}`;
  });
  return [findOptimizer(kind).title, ...words].join(', ');
}

/** What is compared at a click: on which surface, at which rate, by whom. */
export const comparison = {
  title: 'L2 beside weight decay',
  help: 'Adam by itself, under an L2 penalty, and with decoupled weight decay (AdamW), on the surface that tells them apart.',
  surface: 'uneven',
  rate: 0.05,
  walkers: [
    { kind: 'adam', values: {} },
    { kind: 'adam', values: { l2: 0.1 } },
    { kind: 'adamW', values: { weightDecay: 0.25 } },
  ],
} as const;
