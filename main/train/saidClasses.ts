import type { PlanHead } from '../../shared/plan/trainPlan.ts';

/** A number as it is told: 7 digits, and 0 for what is none. */
export const rounded = (value = 0): number => (Number.isFinite(value) ? Number(value.toPrecision(7)) : 0);

/** The class that each row of outputs says, and how probable; `shares` null where the head gives no probabilities. */
interface SaidClasses {
  readonly classes: string[];
  readonly values: number[];
  readonly shares: number[] | null;
}

/** The class that each row of `width` outputs says, as the accuracy counts it, and how probable; null where the head says no classes. */
export function saidClasses({ classes }: Pick<PlanHead, 'classes'>, numbers: ArrayLike<number>, width: number): SaidClasses | null {
  if (!classes || (width !== classes.length && !(width === 1 && classes.length === 2))) return null;
  const count = numbers.length / width;
  const values: number[] = [];
  const shares: number[] = [];
  let areShares = true;
  for (let row = 0; row < count; row++) {
    const own = Array.from({ length: width }, (_, at) => numbers[row * width + at] ?? 0);
    const [only = 0] = own;
    const all = width === 1 ? [1 - only, only] : own;
    const best = width === 1 ? Number(only > 0.5) : all.indexOf(Math.max(...all));
    areShares &&= all.every((share) => share >= 0 && share <= 1) && Math.abs(all.reduce((a, b) => a + b, 0) - 1) < 1e-3;
    values.push(Math.max(0, best));
    shares.push(rounded(all[best]));
  }
  return { classes: [...classes], values, shares: areShares ? shares : null };
}
