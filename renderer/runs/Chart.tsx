import { memo, useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { isCourse, type ChartLine, type ChartUnit } from './chartLines.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { isPercent, metricTitle } from '../ui/metricWords.ts';
import { drawMark, type ChartMark } from './drawMark.ts';
import { joinLines } from './reduceSeries.ts';
import { resolveColour, withAlpha } from './runColour.ts';

interface ChartProps {
  /** The metric drawn. */
  readonly name: string;
  readonly unit: ChartUnit;
  readonly log: boolean;
  readonly lines: readonly ChartLine[];
  /** Where something begins that is to be seen, such as overfitting. */
  readonly mark?: ChartMark | undefined;
  /** Changes with the theme: colours are read anew. */
  readonly theme: string;
}

/** What decides the chart's build; anything else is only new data. */
const shapeOf = (lines: readonly ChartLine[]): string =>
  lines
    .map((line) => `${line.key}${line.colour}${line.banded ? '=' : '-'}${line.dots ? (line.line.xs.length === 1 ? 'o' : '.') : ''}`)
    .join(' ');

/** One metric of the chosen runs. Dragging zooms, a double click shows all again, hovering tells the values in the legend. */
export const Chart = memo(function Chart({ name, unit, log, lines, theme, mark }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const zoomed = useRef(false);
  const latest = useRef(lines);
  latest.current = lines;
  const [hover, setHover] = useState<number | null>(null);
  const marked = useRef(mark);
  marked.current = mark;
  const shape = shapeOf(lines);

  useEffect(() => {
    const host = frame.current;
    if (!host) return undefined;
    zoomed.current = false;
    const built = new uPlot(
      chartOptions({
        name,
        unit,
        log,
        lines: latest.current,
        host,
        draw: (self) => drawMark(self, latest.current, marked.current),
        onHover: setHover,
        onZoom: (state) => (zoomed.current = state),
      }),
      tableOf(latest.current, log),
      host,
    );
    plot.current = built;
    const resize = new ResizeObserver(() => built.setSize({ width: host.clientWidth, height: host.clientHeight }));
    resize.observe(host);
    return () => {
      resize.disconnect();
      plot.current = null;
      built.destroy();
    };
  }, [name, unit, log, theme, shape]);

  useEffect(() => {
    // Zoomed in, the view stays where it is while the lines grow.
    plot.current?.setData(tableOf(lines, log), !zoomed.current);
    if (zoomed.current) plot.current?.redraw(false);
  }, [lines, log]);

  useEffect(() => plot.current?.redraw(false), [mark?.x, mark?.title]);

  const title = metricTitle(name);
  return (
    <figure aria-label={`${title} chart`} className="m-0 flex min-h-0 min-w-0 flex-col">
      <ChartLegend title={title} name={name} unit={unit} lines={lines} hover={hover} />
      <div ref={frame} className="min-h-0 flex-1" />
    </figure>
  );
});

/** One shared x and, for each line, its bounds (where drawn) and its values. */
function tableOf(lines: readonly ChartLine[], log: boolean): uPlot.AlignedData {
  const drawn = lines.flatMap(({ line, banded }) => [
    ...(banded
      ? [
          { xs: line.xs, ys: line.high },
          { xs: line.xs, ys: line.low },
        ]
      : []),
    { xs: line.xs, ys: line.ys },
  ]);
  const [xs = [], ...columns] = joinLines(drawn);
  const shown = log ? columns.map((column) => column.map((value) => (value !== null && value > 0 ? value : null))) : columns;
  return [xs.filter((x) => x !== null), ...shown];
}

interface ChartSetting extends Pick<ChartProps, 'name' | 'unit' | 'log' | 'lines'> {
  readonly host: HTMLElement;
  readonly draw: (self: uPlot) => void;
  readonly onHover: (x: number | null) => void;
  readonly onZoom: (zoomed: boolean) => void;
}

function chartOptions({ name, unit, log, lines, host, draw, onHover, onZoom }: ChartSetting): uPlot.Options {
  const ink = resolveColour('--ink-muted');
  const grid = resolveColour('--edge');
  const font = '11px system-ui, sans-serif';
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  for (const { colour: variable, split, dots, banded, line } of lines) {
    const colour = resolveColour(variable);
    if (banded) {
      const faint = { stroke: withAlpha(colour, 0.25), width: 1, points: { show: false }, spanGaps: true };
      bands.push({ series: [series.length, series.length + 1], fill: withAlpha(colour, 0.12) });
      series.push(faint, faint);
    }
    series.push({
      stroke: colour,
      width: 1.75,
      spanGaps: true,
      // What is set holds until it is set anew: a change is a step and no slope.
      ...(isCourse(name) && stepped && { paths: stepped }),
      ...(split === 'validation' && { dash: [5, 3] }),
      points: {
        show: dots,
        size: line.xs.length === 1 ? 10 : 6,
        fill: split === 'validation' && line.xs.length > 1 ? resolveColour('--surface-panel') : colour,
        stroke: colour,
        width: 1.5,
      },
    });
  }
  const axis = { stroke: ink, font, labelFont: font, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1, size: 4 }, gap: 4 };
  return {
    width: Math.max(1, host.clientWidth),
    height: Math.max(1, host.clientHeight),
    series,
    bands,
    legend: { show: false },
    padding: [8, 12, 0, 0],
    cursor: { points: { show: false }, y: false, drag: { x: true, y: false }, focus: { prox: -1 } },
    scales: {
      x: { time: false, range: (_, min, max) => xRange(unit, min, max) },
      y: log ? { distr: 3 } : { distr: 1, range: (_, min, max) => yRange(name, min, max) },
    },
    axes: [
      {
        ...axis,
        size: 20,
        label: unit === 'batch' ? 'Batch' : 'Epoch',
        labelSize: 14,
        labelGap: 0,
        incrs: wholeSteps,
        values: (_, splits) => splits.map(showStep),
      },
      { ...axis, size: 52, values: (_, splits) => splits.map((value) => (value === null ? '' : showTick(name, value))) },
    ],
    hooks: {
      draw: [draw],
      setCursor: [(self) => onHover(self.cursor.left !== undefined && self.cursor.left >= 0 ? self.posToVal(self.cursor.left, 'x') : null)],
      setSelect: [(self) => onZoom(self.select.width > 0)],
      ready: [(self) => self.over.addEventListener('dblclick', () => onZoom(false))],
    },
  };
}

const stepped = uPlot.paths.stepped?.({ align: -1 });

const wholeSteps = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
const showStep = (step: number): string => (step >= 10_000 ? `${Number((step / 1000).toPrecision(4))} K` : String(step));

function showTick(name: string, value: number): string {
  if (isPercent(name)) return `${Number((value * 100).toPrecision(6))} %`;
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return String(Number(value.toPrecision(6)));
  // What would be wider than the axis.
  return Number(value.toPrecision(3)).toExponential().replace('+', '');
}

/** As far as the values go, and a little beyond; shares that hardly differ keep a scale whose numbers can be read. */
function yRange(name: string, min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null) return [null, null];
  if (isPercent(name) && max - min < narrow) return min < narrow ? [0, narrow] : [Math.max(0, min - narrow / 2), max + narrow / 2];
  return uPlot.rangeNum(min, max, 0.1, true);
}
const narrow = 0.02;

/** A line of one point still has a width to stand in; epochs are whole. */
function xRange(unit: ChartUnit, min: number | null, max: number | null): [number, number] {
  const from = min ?? 0;
  const to = max ?? 1;
  if (unit === 'epoch' && to - from < 1) return [Math.max(0, from - 0.5), to + 0.5];
  return to > from ? [from, to] : [from, from + 1];
}
