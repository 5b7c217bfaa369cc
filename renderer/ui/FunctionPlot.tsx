import { plotFunction, type Domain } from './plotFunction.ts';
import { PlotFigure } from './PlotFigure.tsx';

const width = 240;
const height = 84;

interface FunctionPlotProps {
  readonly title: string;
  readonly curve: (x: number) => number;
  readonly domain?: Domain;
  /** What the number is, where it is not plain. */
  readonly of?: string;
  /** A number whose place on the curve is marked; the range grows until it is seen. */
  readonly mark?: number;
}

/** A function of one number, from -5 to 5 where nothing else is said, and its derivative dashed. */
export function FunctionPlot({ title, curve, of, mark, domain = markedDomain(mark) }: FunctionPlotProps) {
  const marked = mark === undefined ? 0 : curve(mark);
  const { value, slope, zero, range, place } = plotFunction(curve, width, height, domain, Math.max(5, Math.abs(marked) * 1.1));
  const [from, to] = domain;
  const point = mark === undefined || !Number.isFinite(marked) ? null : place(mark, marked);
  return (
    <PlotFigure
      label={`${title} from ${from} to ${to}, and its derivative`}
      width={width}
      height={height}
      caption={
        <figcaption className="flex flex-wrap justify-between gap-x-2 text-[11px] whitespace-nowrap text-faint tabular-nums">
          <span>
            {range[0].toFixed(2).replace('-', '−')} to {range[1].toFixed(2)} over {from === -to ? `±${to}` : `${from} to ${to}`}
            {of === undefined ? '' : ` ${of}`}
          </span>
          <span>slope dashed</span>
        </figcaption>
      }
    >
      <line x1={0} x2={width} y1={zero[1]} y2={zero[1]} className="stroke-edge" />
      <line x1={zero[0]} x2={zero[0]} y1={0} y2={height} className="stroke-edge" />
      <polyline points={slope} className="fill-none stroke-muted" strokeDasharray="3 3" strokeWidth={1.25} />
      <polyline points={value} className="fill-none stroke-accent" strokeWidth={1.75} />
      {point && (
        <>
          <path
            d={`M${point[0]},${zero[1]} V${point[1]} H${zero[0]}`}
            className="fill-none stroke-ink"
            strokeWidth={0.75}
            strokeDasharray="2 2"
          />
          <circle cx={point[0]} cy={point[1]} r={3.5} className="fill-accent stroke-raised" strokeWidth={1.5} />
        </>
      )}
    </PlotFigure>
  );
}

/** As wide as usual, or as wide as a mark needs. */
function markedDomain(mark = 0): Domain {
  const reach = Math.abs(mark) <= 5 ? 5 : Math.ceil(Math.abs(mark) * 1.1);
  return [-reach, reach];
}
