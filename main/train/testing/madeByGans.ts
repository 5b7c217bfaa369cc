/** How many of some points lie near one of the eight heaps of the ring, and how many heaps have at least ten of them. */
export function heapsOf(points: ArrayLike<number>): { readonly near: number; readonly heaps: number } {
  const counts = new Map<number, number>();
  let near = 0;
  for (let row = 0; 2 * row < points.length; row++) {
    const [x, y] = [points[2 * row] ?? 0, points[2 * row + 1] ?? 0];
    const heap = (Math.round(Math.atan2(y, x) / (Math.PI / 4)) + 8) % 8;
    const angle = (heap * Math.PI) / 4;
    if (Math.hypot(x - Math.cos(angle), y - Math.sin(angle)) > 0.2) continue;
    near++;
    counts.set(heap, (counts.get(heap) ?? 0) + 1);
  }
  return { near, heaps: [...counts.values()].filter((count) => count >= 10).length };
}

/** Mean squared difference of every two pictures of 28 × 28: how much they vary. */
export function variety(pictures: readonly number[]): number {
  const size = 28 * 28;
  const count = pictures.length / size;
  let sum = 0;
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++)
      for (let at = 0; at < size; at++) sum += ((pictures[one * size + at] ?? 0) - (pictures[other * size + at] ?? 0)) ** 2;
  return sum / size / ((count * (count - 1)) / 2);
}

export const meanOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;

/** Share of pixels that are neither paper nor ink. */
export const grey = (pictures: readonly number[]): number =>
  pictures.filter((value) => value > 0.2 && value < 0.8).length / pictures.length;
