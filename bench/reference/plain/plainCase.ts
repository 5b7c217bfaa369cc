import type { PlainCase } from '../referenceCase.ts';

/** A case whose second implementation stands beside it. */
export function plainCase(family: string, kind: string, name: string, against: string, compare: PlainCase['compare']): PlainCase {
  return { type: 'plain', family, kind, name, against, compare };
}
