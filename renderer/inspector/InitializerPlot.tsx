import { useMemo } from 'react';
import { findInitializer } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import { formatValue } from '../ui/formatNumber.ts';
import { histogramOf, sampleWeight } from './sampleWeight.ts';
import { PlotFigure } from '../ui/PlotFigure.tsx';

const width = 240;
const height = 56;

/** Three digits: there is little room, and chance moves the others. */
const short = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');

/** How the numbers of a weight start: a histogram of numbers that the initializer itself drew for it. */
export function InitializerPlot({ initializer, shape }: { readonly initializer: ItemValue; readonly shape: readonly number[] }) {
  const { kind, values } = initializer;
  // By their contents: each edit of the form makes new objects.
  const key = JSON.stringify([kind, values, shape]);
  const drawn = useMemo(() => {
    const sample = sampleWeight({ kind, values }, shape);
    return sample && { ...sample, histogram: histogramOf(sample.numbers) };
    // eslint-disable-next-line react/exhaustive-deps
  }, [key]);
  if (!drawn) return null;
  const { histogram } = drawn;
  const { low, high, shares, mean, deviation } = histogram;
  const title = findInitializer(kind).title;
  if (deviation === 0) {
    return <p className="mb-1 px-1 text-xs text-muted">All of its numbers start at {formatValue(mean)}.</p>;
  }
  const most = Math.max(...shares);
  const bar = width / shares.length;
  return (
    <PlotFigure
      label={`Numbers that ${title} draws`}
      width={width}
      height={height}
      caption={
        <figcaption className="flex justify-between gap-2 text-[11px] whitespace-nowrap text-faint tabular-nums">
          <span title={`Drawn for ${formatShape(drawn.shape)}; mean ${short(mean)}`}>
            {short(low)} to {short(high)}
          </span>
          <span>deviation {short(deviation)}</span>
        </figcaption>
      }
    >
      {shares.map((share, at) => (
        <rect
          // The bars have no other name than their place.
          key={at}
          x={at * bar + 0.25}
          width={bar - 0.5}
          y={height * (1 - share / most)}
          height={(height * share) / most}
          className="fill-accent"
        />
      ))}
      <line x1={0} x2={width} y1={height} y2={height} className="stroke-edge" />
    </PlotFigure>
  );
}
