import type { SurfaceRow } from '../../shared/ipc/rows.ts';
import { formatPercent, formatValue } from '../ui/formatNumber.ts';
import { scaleOf } from './surfaceColours.ts';

/** What a surface is of: the head, or one of its numbers. */
export const surfaceTitle = ({ head, unit }: Pick<SurfaceRow, 'head' | 'unit'>): string => (unit === null ? head : `${head} ${unit + 1}`);

/** A surface in words: how much of the plane each class has, or the range of its numbers. */
export function surfaceWords(surface: SurfaceRow): string {
  const { x, y, classes, values } = surface;
  const over = `${surfaceTitle(surface)} over ${x.title} from ${formatValue(x.low)} to ${formatValue(x.high)} and ${y.title} from ${formatValue(y.low)} to ${formatValue(y.high)}`;
  if (!classes) {
    const [low, high] = scaleOf({ values, targets: null });
    return `${over}: numbers from ${formatValue(low)} to ${formatValue(high)}`;
  }
  const shares = classes.map((name, at) => {
    const count = values.filter((value) => value === at).length;
    return `${name} in ${Math.round((100 * count) / Math.max(1, values.length))} %`;
  });
  return `${over}: ${shares.join(', ')} of the plane`;
}

/** What a head says at a cell: a class with its probability, or a number. */
export function cellWords(
  { classes, values, shares }: Pick<SurfaceRow, 'classes' | 'values' | 'shares'>,
  cell: number,
): readonly [what: string, sure: string | null] {
  const value = values[cell] ?? 0;
  if (!classes) return [formatValue(value), null];
  const share = shares?.[cell];
  return [classes[value] ?? String(value), share === undefined ? null : formatPercent(share)];
}
