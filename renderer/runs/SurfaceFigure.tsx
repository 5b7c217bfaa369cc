import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { RunSamples, SurfaceRow } from '../../shared/ipc/rows.ts';
import { seriesColour } from '../ui/seriesColour.ts';
import { useSize } from '../ui/useSize.ts';
import { resolveColour } from './runColour.ts';
import { SampleCaption } from './SampleCaption.tsx';
import { SurfaceAxes } from './SurfaceAxes.tsx';
import { SurfaceLegend } from './SurfaceLegend.tsx';
import { cssOf, ofClass, onScale, rgbOf, scaleOf, surfacePixels, type SurfaceColours } from './surfaceColours.ts';
import { pixelOf, pointAt, surfacePlace } from './surfaceGeometry.ts';
import { surfaceTitle, surfaceWords } from './surfaceWords.ts';

interface SurfaceFigureProps {
  readonly surface: SurfaceRow;
  readonly samples: Pick<RunSamples, 'epoch' | 'step'>;
  /** Changes with the theme: colours are read anew. */
  readonly theme: string;
}

/** What a head gives now over the plane of the two numbers that the model is fed, with training examples on it. Pointing, or the arrow keys, tell of a place. */
export function SurfaceFigure({ surface, samples: { epoch, step }, theme }: SurfaceFigureProps) {
  const [size, measure] = useSize();
  const [at, setAt] = useState<readonly [number, number] | null>(null);
  const { x, y, side } = surface;
  const place = surfacePlace(surface, size);
  const colours = useMemo(() => readColours(theme, surface.classes?.length ?? 0), [theme, surface.classes?.length]);
  const title = surfaceTitle(surface);

  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(pointAt(surface, place, [event.clientX - box.left, event.clientY - box.top]));
  };
  const move = (event: KeyboardEvent): void => {
    const by = moves[event.key];
    if (event.key === 'Escape') setAt(null);
    if (!by) return;
    event.preventDefault();
    const [fromX, fromY] = at ?? [(x.low + x.high) / 2, (y.low + y.high) / 2];
    const within = (value: number, { low, high }: SurfaceRow['x']): number => Math.min(high, Math.max(low, value));
    setAt([within(fromX + (by[0] * (x.high - x.low)) / side, x), within(fromY + (by[1] * (y.high - y.low)) / side, y)]);
  };

  return (
    <figure aria-label={`${title} surface`} className="m-0 flex min-h-0 min-w-0 flex-col">
      <SampleCaption title={title} epoch={epoch} step={step} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application it is: arrow keys do what the pointer does */}
      <div
        ref={measure}
        className="relative min-h-0 flex-1 overflow-hidden rounded-sm -outline-offset-2!"
        role="application"
        aria-label={`${title}: the arrow keys tell of a place of the plane`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
        tabIndex={0}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={move}
      >
        {size.width > 0 && (
          <>
            <Plane surface={surface} colours={colours} place={place} />
            <svg width={size.width} height={size.height} className="absolute inset-0" role="img" aria-label={surfaceWords(surface)}>
              <SurfaceAxes surface={surface} place={place} />
              <Examples surface={surface} colours={colours} place={place} />
              {at && <Mark pixel={pixelOf(surface, place, at)} />}
            </svg>
            <SurfaceLegend surface={surface} colours={colours} place={place} at={at} />
          </>
        )}
      </div>
    </figure>
  );
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The theme's colours; `theme` only says which it is. */
function readColours(_theme: string, classes: number): SurfaceColours {
  const read = (variable: string): ReturnType<typeof rgbOf> => rgbOf(resolveColour(variable));
  return {
    classes: Array.from({ length: Math.max(1, Math.min(classes, 8)) }, (_, at) => read(seriesColour(at))),
    between: read('--surface-panel'),
    low: read(seriesColour(0)),
    high: read(seriesColour(1)),
  };
}

interface PartProps {
  readonly surface: SurfaceRow;
  readonly colours: SurfaceColours;
  readonly place: ReturnType<typeof surfacePlace>;
}

/** A pixel for each cell, drawn larger and so smoothed. */
function Plane({ surface, colours, place }: PartProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { side } = surface;
  useEffect(() => {
    ref.current?.getContext('2d')?.putImageData(new ImageData(surfacePixels(surface, colours), side, side), 0, 0);
  }, [surface, colours, side]);
  return <canvas ref={ref} width={side} height={side} className="absolute" style={place} aria-hidden />;
}

function Examples({ surface, colours, place }: PartProps) {
  const { points, targets, classes } = surface;
  const scale = scaleOf(surface);
  const fill = (at: number): string => {
    const target = targets?.[at];
    if (target === undefined) return 'var(--ink-faint)';
    return cssOf(classes ? ofClass(target, colours) : onScale(target, scale, colours));
  };
  // Smaller where there is little room.
  const radius = Math.max(1.5, Math.min(3, place.height / 90));
  return (
    <g stroke={classes ? 'var(--surface-raised)' : 'var(--ink-muted)'} strokeWidth={0.6}>
      {Array.from({ length: points.length / 2 }, (_, at) => {
        const [cx, cy] = pixelOf(surface, place, [points[2 * at] ?? 0, points[2 * at + 1] ?? 0]);
        return <circle key={at} cx={cx} cy={cy} r={radius} fill={fill(at)} />;
      })}
    </g>
  );
}

const Mark = ({ pixel: [cx, cy] }: { readonly pixel: readonly [number, number] }) => (
  <g fill="none">
    <circle cx={cx} cy={cy} r={5} stroke="var(--surface-raised)" strokeWidth={3.5} />
    <circle cx={cx} cy={cy} r={5} stroke="var(--ink)" strokeWidth={1.5} />
  </g>
);
