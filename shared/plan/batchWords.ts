import { plural } from '../catalogue/plural.ts';

/** What a batch size makes of an epoch over so many training examples, in words. */
export function batchWords(batchSize: number, examples: number): string {
  if (batchSize >= examples) return `Full-batch gradient descent: every step takes all ${plural(examples, 'example')}, one step an epoch.`;
  const steps = Math.ceil(examples / batchSize);
  const last = examples % batchSize;
  const rest = last === 0 ? '' : `, the last of ${last.toLocaleString('en-US')}`;
  return `An epoch goes once through ${plural(examples, 'example')}: ${plural(steps, 'step')} of ${plural(batchSize, 'example')}${rest}.`;
}
