import type { DatasetPreview } from '../../shared/ipc/rows.ts';

export type Column = DatasetPreview['columns'][number];

/** How the numbers of a column are shown: as a picture, as lines over time, as the signs they stand for, or as they are. */
export type ColumnView = 'picture' | 'series' | 'signs' | 'numbers';

/** Steps from which on numbers in time are a line and not a list. */
const fewestSteps = 6;
/** Lines of one drawing: more could not be told apart. */
const mostLines = 4;
/** Pixels a side from which on a map of numbers is a picture. */
const smallestSide = 4;

export function columnView({ type, shape, tokens, classes }: Pick<Column, 'type' | 'shape' | 'tokens' | 'classes'>): ColumnView {
  if (classes !== null) return 'numbers';
  if (tokens !== null) return 'signs';
  const [first = 0, second = 0, channels = 1] = shape;
  if (shape.length === 3 && (type === 'image' || (first >= smallestSide && second >= smallestSide && [1, 3, 4].includes(channels))))
    return 'picture';
  if (shape.length === 2 && first >= fewestSteps && second <= mostLines) return 'series';
  return 'numbers';
}

/** Brightness 0..255 of a picture's numbers: pixels as they are, shares of 1 times 255, any other from their lowest to their highest. */
export function toPixels(numbers: readonly number[], { type, fractions }: Pick<Column, 'type' | 'fractions'>): readonly number[] {
  if (type === 'image') return numbers;
  if (fractions) return numbers.map((value) => 255 * value);
  const low = Math.min(...numbers);
  const range = Math.max(...numbers) - low || 1;
  return numbers.map((value) => (255 * (value - low)) / range);
}

/** The points of each feature of a series [steps, features], for a drawing of this size; and its lowest and highest number. */
export function seriesLines(
  numbers: readonly number[],
  [steps = 0, features = 1]: readonly number[],
  width: number,
  height: number,
): { readonly lines: readonly string[]; readonly low: number; readonly high: number } {
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const range = high - low || 1;
  const lines = Array.from({ length: features }, (_, feature) =>
    Array.from({ length: steps }, (__, step) => {
      const value = numbers[step * features + feature] ?? 0;
      const [x, y] = [(step / Math.max(1, steps - 1)) * width, (1 - (value - low) / range) * height];
      return `${Number(x.toFixed(1))},${Number(y.toFixed(1))}`;
    }).join(' '),
  );
  return { lines, low, high };
}
