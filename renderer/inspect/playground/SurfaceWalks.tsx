import { useMemo } from 'react';
import { contours } from './contours.ts';
import type { Surface } from './surfaces.ts';
import type { Footprint } from './walkSurface.ts';

const size = 420;

/** A walk that is drawn. */
export interface DrawnWalk {
  readonly id: number;
  readonly title: string;
  readonly colour: string;
  readonly dashed: boolean;
  readonly walk: readonly Footprint[];
}

/** Points of a walk up to a step, as far as they can be drawn. */
function points(walk: readonly Footprint[], step: number, { reach }: Surface): readonly (readonly [number, number])[] {
  const place = (value: number): number => ((value + reach) / (2 * reach)) * size;
  const shown: (readonly [number, number])[] = [];
  for (const {
    at: [x, y],
  } of walk.slice(0, step + 1)) {
    if (!Number.isFinite(x) || !Number.isFinite(y) || Math.max(Math.abs(x), Math.abs(y)) > 20 * reach) break;
    shown.push([place(x), size - place(y)]);
  }
  return shown;
}

/** Lines of equal loss, and the walks over them up to a step. */
export function SurfaceWalks({
  surface,
  walks,
  step,
}: {
  readonly surface: Surface;
  readonly walks: readonly DrawnWalk[];
  readonly step: number;
}) {
  const lines = useMemo(() => contours(surface, size, 14), [surface]);
  const place = (value: number): number => ((value + surface.reach) / (2 * surface.reach)) * size;
  const [left, low] = (surface.minimum ?? []).map(place);
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      className="block size-[420px] rounded-sm border border-edge bg-sunken"
      role="img"
      aria-label={`${surface.title}: lines of equal loss, and ${walks.map(({ title }) => title).join('; ')} after ${step} steps`}
    >
      {lines.map((line, at) => (
        <path key={at} d={line} className="fill-none stroke-edge-strong" strokeWidth={0.8} opacity={0.9 - at * 0.03} />
      ))}
      {left !== undefined && low !== undefined && (
        <path d={`M${left - 6},${size - low}h12M${left},${size - low - 6}v12`} className="fill-none stroke-ink" strokeWidth={1.5} />
      )}
      {walks.map(({ id, colour, dashed, walk }) => {
        const own = points(walk, step, surface);
        const last = own.at(-1);
        return (
          <g key={id}>
            <polyline
              points={own.map((point) => point.join(',')).join(' ')}
              fill="none"
              stroke={colour}
              strokeWidth={1.75}
              strokeLinejoin="round"
              strokeDasharray={dashed ? '5 3' : undefined}
            />
            {last && <circle cx={last[0]} cy={last[1]} r={4.5} fill={colour} stroke="var(--surface-raised)" strokeWidth={1.5} />}
          </g>
        );
      })}
    </svg>
  );
}
