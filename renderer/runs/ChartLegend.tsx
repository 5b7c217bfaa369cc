import { isLive } from '../../shared/run/runState.ts';
import { cx } from '../ui/cx.ts';
import { MiddleText } from '../ui/MiddleText.tsx';
import { formatExact } from '../ui/formatNumber.ts';
import { isCourse, type ChartLine, type ChartUnit } from './chartLines.ts';
import { formatMetric, isLargerBetter, isWatch } from '../ui/metricWords.ts';
import { nearest } from './reduceSeries.ts';

interface ChartLegendProps {
  readonly title: string;
  readonly name: string;
  readonly unit: ChartUnit;
  readonly lines: readonly ChartLine[];
  /** Where the pointer is, in steps or epochs; null = nowhere, and the newest values show. */
  readonly hover: number | null;
}

/** Lines that are told with their best epoch and what they show now. */
const most = 4;
const splitWords = { train: 'training', validation: 'validation', test: 'test' } as const;

/** Names the lines and tells their values, at the pointer or the newest; of one run alone also its best epoch. */
export function ChartLegend({ title, name, unit, lines, hover }: ChartLegendProps) {
  const several = new Set(lines.map(({ run }) => run.id)).size > 1;
  // Several losses at once tell their values alone, or the legend would take the chart's room.
  const brief = several || lines.length > most;
  const heads = new Set(lines.map(({ head }) => head)).size;
  return (
    <figcaption
      // Of many layers it would take the room of what is drawn: it scrolls, by keys too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={brief ? 0 : undefined}
      className="flex max-h-[round(down,45%,1rem)] min-h-5 flex-wrap items-baseline gap-x-3 gap-y-0 overflow-y-auto pl-2 text-xs"
    >
      <span className="font-semibold">{title}</span>
      {isWatch(name) && heads > most && <span className="text-faint">{heads} lines</span>}
      {lines.map(({ key, run, split, head, line, colour, told, banded }) => {
        const at = hover === null ? line.ys.length - 1 : nearest(line.xs, hover);
        // What the table of runs has, and, beside it, what the line shows at its end or at the pointer.
        const drawn = line.ys[at];
        const value = hover === null && told !== null ? told.value : drawn;
        const what =
          told === null
            ? null
            : hover === null
              ? `mean of epoch ${told.epoch}, as in the table of runs`
              : banded
                ? 'a mean of these batches'
                : 'this batch';
        const words = [...(head === '' ? [] : [head]), ...(isWatch(name) || isCourse(name) ? [] : [splitWords[split]])].join(' ');
        return (
          <span
            key={key}
            className="inline-flex max-w-full min-w-0 items-baseline gap-1 text-muted"
            title={`Run ${run.number}${words === '' ? '' : `, ${words}`}${value === undefined ? '' : `: ${formatExact(value)}`}${what === null ? '' : ` (${what})`}`}
          >
            <Swatch variable={colour} dashed={split === 'validation'} />
            {several ? (
              <>
                <span className="sr-only">{`Run ${run.number} ${words}`}</span>
                {head !== '' && <MiddleText text={head} aria-hidden />}
              </>
            ) : (
              <MiddleText text={words} />
            )}
            <span className="shrink-0 font-medium text-ink">{value === undefined ? '–' : formatMetric(name, value)}</span>
            {hover === null && told !== null && !brief && isLive(run.state) && drawn !== undefined && (
              <span className="text-faint" title="A mean of the last batches, as the line shows it">
                now {formatMetric(name, drawn)}
              </span>
            )}
            {hover === null && !brief && split === 'validation' && <Best line={line} name={name} unit={unit} />}
          </span>
        );
      })}
      {hover !== null && lines.length > 0 && (
        <span className="text-faint">
          at {unit} {formatExact(Math.max(unit === 'epoch' ? 1 : 0, Math.round(hover)))}
        </span>
      )}
    </figcaption>
  );
}

export const Swatch = ({ variable, dashed = false }: { readonly variable: string; readonly dashed?: boolean }) => (
  <span
    aria-hidden
    className={cx('inline-block w-3.5 shrink-0 self-center border-t-2', dashed && 'border-dashed')}
    style={{ borderColor: `var(${variable})` }}
  />
);

function Best({ line, name, unit }: { readonly line: ChartLine['line']; readonly name: string; readonly unit: ChartUnit }) {
  if (line.ys.length < 2) return null;
  const best = isLargerBetter(name) ? Math.max(...line.ys) : Math.min(...line.ys);
  const at = line.xs[line.ys.indexOf(best)];
  return (
    <span className="text-faint">
      best {formatMetric(name, best)}
      {unit === 'epoch' && at !== undefined ? ` in epoch ${at}` : ''}
    </span>
  );
}
