import type { SurfaceRow } from '../../shared/ipc/rows.ts';

type Axis = SurfaceRow['x'];

/** Pixels around the plane for numbers and names of the axes, and beside it for what the colours mean. */
const around = { left: 46, right: 10, top: 6, bottom: 32, legend: 98 };

/** Where the plane lies in its figure, in pixels from its left top corner. */
export interface SurfacePlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The largest place for a plane in a figure of this size; both axes have one scale where their ranges are alike. */
export function surfacePlace(
  { x, y }: Pick<SurfaceRow, 'x' | 'y'>,
  size: { readonly width: number; readonly height: number },
): SurfacePlace {
  const [spanX, spanY] = [x.high - x.low, y.high - y.low];
  const width = Math.max(40, size.width - around.left - around.right - around.legend);
  const height = Math.max(40, size.height - around.top - around.bottom);
  const ratio = spanX / spanY;
  const alike = ratio >= 0.5 && ratio <= 2;
  return {
    left: around.left,
    top: around.top,
    width: alike ? Math.min(width, height * ratio) : width,
    height: alike ? Math.min(height, width / ratio) : height,
  };
}

/** The pixel of a point of the plane; y grows upwards. */
export const pixelOf = (
  { x, y }: Pick<SurfaceRow, 'x' | 'y'>,
  place: SurfacePlace,
  point: readonly [number, number],
): readonly [number, number] => [
  place.left + (place.width * (point[0] - x.low)) / (x.high - x.low),
  place.top + place.height - (place.height * (point[1] - y.low)) / (y.high - y.low),
];

/** The point of the plane at a pixel; null outside of it. */
export function pointAt(
  { x, y }: Pick<SurfaceRow, 'x' | 'y'>,
  place: SurfacePlace,
  pixel: readonly [number, number],
): readonly [number, number] | null {
  const right = (pixel[0] - place.left) / place.width;
  const up = 1 - (pixel[1] - place.top) / place.height;
  if (right < 0 || right > 1 || up < 0 || up > 1) return null;
  return [x.low + (x.high - x.low) * right, y.low + (y.high - y.low) * up];
}

/** The place in a surface's values of the cell in which a point of the plane lies. */
export function cellOf({ x, y, side }: Pick<SurfaceRow, 'x' | 'y' | 'side'>, point: readonly [number, number]): number {
  const along = (axis: Axis, value: number): number =>
    Math.min(side - 1, Math.max(0, Math.floor(((value - axis.low) / (axis.high - axis.low)) * side)));
  return along(y, point[1]) * side + along(x, point[0]);
}

/** Round numbers on an axis, at most so many. */
export function ticksOf({ low, high }: Pick<Axis, 'low' | 'high'>, most: number): readonly number[] {
  const rough = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((digit) => digit * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => Number(((first + at) * step).toPrecision(6)));
}
