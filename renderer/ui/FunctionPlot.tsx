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
  /** Other functions of the number, drawn thin beside it. */
  readonly beside?: readonly ((x: number) => number)[];
  /** Values beyond it are left out; 5 where nothing is said. */
  readonly highest?: number;
}

/** A function of one number, from -5 to 5 where nothing else is said, and its derivative dashed. */
export function FunctionPlot({ title, curve, of, mark, domain = markedDomain(mark), beside = [], highest = 5 }: FunctionPlotProps) {
  const marked = mark === undefined ? 0 : curve(mark);
  const plotted = plotFunction(curve, width, height, domain, Math.max(highest, Math.abs(marked) * 1.1), beside);
  const { value, slope, zero, range, place } = plotted;
  const [from, to] = domain;
  const point = mark === undefined || !Number.isFinite(marked) ? null : place(mark, marked);
  return (
    <PlotFigure
      label={`${title} from ${from} to ${to}${of === undefined ? '' : ` ${of}`}, and its derivative`}
      width={width}
      height={height}
      caption={
        <figcaption className="flex flex-wrap justify-between gap-x-2 text-[11px] whitespace-nowrap text-faint tabular-nums">
          <span>
            {range[0].toFixed(2).replace('-', '−')} to {range[1].toFixed(2)} over {from === -to ? `±${to}` : `${from} to ${to}`}
            {of === undefined ? '' : ` ${of}`}
          </span>
          <span>{beside.length === 0 ? 'slope dashed' : 'slope dashed, the others thin'}</span>
        </figcaption>
      }
    >
      <line x1={0} x2={width} y1={zero[1]} y2={zero[1]} className="stroke-edge" />
      <line x1={zero[0]} x2={zero[0]} y1={0} y2={height} className="stroke-edge" />
      {plotted.beside.map((points) => (
        <polyline key={points} points={points} className="fill-none stroke-accent opacity-50" strokeWidth={1} />
      ))}
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
