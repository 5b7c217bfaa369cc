import type { SurfaceRow } from '../../shared/ipc/rows.ts';
import { pixelOf, ticksOf, type SurfacePlace } from './surfaceGeometry.ts';

interface SurfaceAxesProps {
  readonly surface: Pick<SurfaceRow, 'x' | 'y'>;
  readonly place: SurfacePlace;
}

/** Numbers and names of both axes of a plane, and its frame. */
export function SurfaceAxes({ surface, place }: SurfaceAxesProps) {
  const { x, y } = surface;
  const { left, top, width, height } = place;
  const bottom = top + height;
  return (
    <g className="fill-muted stroke-none text-2xs">
      <rect x={left} y={top} width={width} height={height} className="fill-none stroke-edge-strong" />
      {ticksOf(x, width / 48).map((value) => {
        const [at] = pixelOf(surface, place, [value, y.low]);
        return (
          <g key={value}>
            <line x1={at} x2={at} y1={bottom} y2={bottom + 4} className="stroke-edge-strong" />
            <text x={at} y={bottom + 14} textAnchor="middle">
              {value}
            </text>
          </g>
        );
      })}
      {ticksOf(y, height / 28).map((value) => {
        const [, at] = pixelOf(surface, place, [x.low, value]);
        return (
          <g key={value}>
            <line x1={left - 4} x2={left} y1={at} y2={at} className="stroke-edge-strong" />
            <text x={left - 6} y={at + 4} textAnchor="end">
              {value}
            </text>
          </g>
        );
      })}
      <text x={left + width / 2} y={bottom + 27} textAnchor="middle">
        {cut(x.title, width / 6)}
      </text>
      <text transform={`translate(11 ${top + height / 2}) rotate(-90)`} textAnchor="middle">
        {cut(y.title, height / 6)}
      </text>
    </g>
  );
}

/** A name in as many letters as there is room for; the whole stands in the figure's words. */
const cut = (text: string, most: number): string =>
  text.length <= Math.max(6, most) ? text : `${text.slice(0, Math.max(5, Math.floor(most) - 1))}…`;
