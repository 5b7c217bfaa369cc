import type { Surface } from './surfaces.ts';

/** Cells of the grid along each side. */
const cells = 72;

/** Lines of equal loss over the square that is shown, as SVG paths into `size` × `size`: the closer they lie, the steeper it is. */
export function contours({ loss, reach }: Pick<Surface, 'loss' | 'reach'>, size: number, count: number): readonly string[] {
  const place = (at: number): number => -reach + (2 * reach * at) / cells;
  const heights = Array.from({ length: cells + 1 }, (_, row) =>
    Array.from({ length: cells + 1 }, (_own, column) => loss(place(column), place(row))),
  );
  const all = heights.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  // Closer together at the bottom, where walks end.
  const levels = Array.from({ length: count }, (_, at) => low + (high - low) * ((at + 0.5) / count) ** 2.2);
  return levels.map((level) => path(heights, level, size));
}

/** One level by marching squares: each cell contributes the stretches in which the level crosses it. */
function path(heights: readonly (readonly number[])[], level: number, size: number): string {
  const unit = size / cells;
  const parts: string[] = [];
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const height = (down: number, right: number): number => heights[row + down]?.[column + right] ?? 0;
      const corners = [
        [0, 0],
        [0, 1],
        [1, 1],
        [1, 0],
      ] as const;
      const crossings = corners.flatMap(([down, right], at) => {
        const [down2, right2] = corners[(at + 1) % 4] ?? [0, 0];
        const [a, b] = [height(down, right), height(down2, right2)];
        if (a < level === b < level) return [];
        const share = (level - a) / (b - a);
        const x = (column + right + (right2 - right) * share) * unit;
        const y = size - (row + down + (down2 - down) * share) * unit;
        return [`${x.toFixed(1)} ${y.toFixed(1)}`];
      });
      for (let at = 0; at + 1 < crossings.length; at += 2) parts.push(`M${crossings[at]}L${crossings[at + 1]}`);
    }
  }
  return parts.join('');
}
