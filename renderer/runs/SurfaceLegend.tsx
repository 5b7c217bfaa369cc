import type { SurfaceRow } from '../../shared/ipc/rows.ts';
import { formatValue } from '../ui/formatNumber.ts';
import { cssOf, ofClass, scaleOf, type SurfaceColours } from './surfaceColours.ts';
import { cellOf, type SurfacePlace } from './surfaceGeometry.ts';
import { cellWords } from './surfaceWords.ts';

interface SurfaceLegendProps {
  readonly surface: SurfaceRow;
  readonly colours: SurfaceColours;
  readonly place: SurfacePlace;
  /** The point that is told of. */
  readonly at: readonly [number, number] | null;
}

/** What the colours of a surface mean, and what the head says where one points. */
export function SurfaceLegend({ surface, colours, place, at }: SurfaceLegendProps) {
  const { classes, x, y } = surface;
  const { left, top, width, height } = place;
  const [what, sure] = at ? cellWords(surface, cellOf(surface, at)) : ['', null];
  return (
    <div
      className="absolute flex w-24 flex-col gap-2 overflow-hidden text-2xs text-muted"
      style={{ left: left + width + 10, top, maxHeight: height + 30 }}
    >
      {classes ? (
        <ul className="m-0 flex min-h-0 list-none flex-col p-0" aria-label="Classes">
          {classes.slice(0, shownClasses).map((name, of) => (
            <li key={name} className="flex items-center gap-1.5" title={name}>
              <span className="size-2 shrink-0 rounded-full" style={{ background: cssOf(ofClass(of, colours)) }} />
              <span className="truncate">{name}</span>
            </li>
          ))}
          {classes.length > shownClasses && <li>and {classes.length - shownClasses} more</li>}
        </ul>
      ) : (
        <Scale surface={surface} colours={colours} />
      )}
      <output className="flex flex-col tabular-nums" aria-label="At the pointer">
        {at && (
          <>
            <Place name={x.title} value={at[0]} />
            <Place name={y.title} value={at[1]} />
            <strong className="truncate font-semibold text-ink" title={what}>
              {what}
            </strong>
            {sure !== null && <span>{sure}</span>}
          </>
        )}
      </output>
    </div>
  );
}

/** A long name is cut, its number never. */
const Place = ({ name, value }: { readonly name: string; readonly value: number }) => (
  <span className="flex gap-1" title={name}>
    <span className="truncate">{name} </span>
    <span className="shrink-0">{formatValue(value)}</span>
  </span>
);

/** Classes that are named; colours repeat after as many. */
const shownClasses = 8;

function Scale({ surface, colours }: Pick<SurfaceLegendProps, 'surface' | 'colours'>) {
  const [low, high] = scaleOf(surface);
  const { low: first, between, high: last } = colours;
  return (
    <div>
      <div
        className="h-2 rounded-sm border border-edge"
        style={{ background: `linear-gradient(to right, ${cssOf(first)}, ${cssOf(between)}, ${cssOf(last)})` }}
      />
      <div className="flex justify-between tabular-nums">
        <span>{formatValue(low)}</span>
        <span>{formatValue(high)}</span>
      </div>
    </div>
  );
}
