import type { Predictions } from '../../../shared/ipc/predictions.ts';

type Example = Predictions['examples'][number];
export type ExampleOrder = 'given' | 'wrong' | 'spread';

/** How examples can be ordered; the last only where there were passes. */
export const orders: readonly { readonly value: ExampleOrder; readonly title: string }[] = [
  { value: 'given', title: 'In their order' },
  { value: 'wrong', title: 'Wrong first' },
  { value: 'spread', title: 'Widest spread first' },
];

/** The class that an output says, by its mean where there were passes; null where the head has no classes. */
export function saidClass({ classes }: Predictions['heads'][number], { plain, mean }: Example['outputs'][number]): string | null {
  const numbers = mean.length > 0 ? mean : plain;
  if (!classes) return null;
  if (numbers.length === 1 && classes.length === 2) return classes[(numbers[0] ?? 0) > 0.5 ? 1 : 0] ?? null;
  return numbers.length === classes.length ? (classes[numbers.indexOf(Math.max(...numbers))] ?? null) : null;
}

/** Whether an example's class is not said; null where that cannot be told. */
export function isWrong({ heads }: Predictions, at: number, { targets, outputs }: Example): boolean | null {
  const [head, output] = [heads[at], outputs[at]];
  const said = head && output ? saidClass(head, output) : null;
  const named = targets.filter(({ words }) => head?.classes?.includes(words));
  return said === null || named.length !== 1 ? null : named[0]?.words !== said;
}

/** The mean standard deviation of an example's outputs. */
export const spreadOf = ({ outputs }: Example, at: number): number => {
  const deviation = outputs[at]?.deviation ?? [];
  return deviation.reduce((sum, value) => sum + value, 0) / Math.max(1, deviation.length);
};

/** The examples of an answer in an order, for the head at `at`. */
export function sortExamples(said: Predictions, at: number, order: ExampleOrder): readonly Example[] {
  if (order === 'given') return said.examples;
  const rank = (example: Example): number => (order === 'spread' ? spreadOf(example, at) : Number(isWrong(said, at, example) === true));
  return said.examples.toSorted((a, b) => rank(b) - rank(a));
}
