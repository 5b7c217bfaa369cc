/** Weights of classes as they are written, `1, 1, 5`, in the order of the classes; or what is wrong with them, in words. */
export function parseClassWeights(text: string, classes: readonly string[]): readonly number[] | string {
  // None are written yet: all count alike.
  if (text.trim() === '') return classes.map(() => 1);
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  if (numbers.length !== classes.length)
    return `${classes.length} weights are wanted, one for each of ${classes.slice(0, 4).join(', ')}${classes.length > 4 ? ' ...' : ''}; ${numbers.length} are given: write them as 1, 1, 5`;
  const bad = numbers.findIndex((value) => !Number.isFinite(value) || value < 0);
  if (bad >= 0) return `the weight of ${classes[bad]} must be a number of at least 0, not "${parts[bad]}"`;
  if (numbers.every((value) => value === 0))
    return 'no class counts, so nothing would be learned: give at least one of them a weight above 0';
  return numbers;
}

/** Weights that make every class count alike: examples / (classes * examples of the class); 1 where there is none. `labels` are class numbers. */
export function balancedWeights(labels: Iterable<number>, classes: number): readonly number[] {
  const counts = Array.from({ length: classes }, () => 0);
  let all = 0;
  for (const label of labels) {
    counts[label] = (counts[label] ?? 0) + 1;
    all += 1;
  }
  return counts.map((count) => (count === 0 ? 1 : all / (classes * count)));
}
