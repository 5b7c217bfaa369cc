import { formatCount, formatExact } from '../ui/formatNumber.ts';
import { notKnown } from '../ui/notKnown.ts';
import type { Fact } from './Facts.tsx';

/** A count as a fact: short, exact on hover; not known while a block that it counts has a problem, or stands behind one. */
export const countFact = (name: string, count: number, known: boolean, unit = ''): Fact =>
  known
    ? { name, value: formatCount(count), exact: formatExact(count) + unit }
    : { name, value: notKnown, exact: 'Known once the problems are solved' };
