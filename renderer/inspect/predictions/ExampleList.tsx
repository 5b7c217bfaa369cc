import { useEffect, useRef } from 'react';
import type { Predictions } from '../../../shared/ipc/predictions.ts';
import { cx } from '../../ui/cx.ts';
import { formatExact, formatValue } from '../../ui/formatNumber.ts';
import { isWrong, saidClass, spreadOf } from './sortExamples.ts';

interface ExampleListProps {
  readonly said: Predictions;
  /** The head that is looked at, by its place. */
  readonly at: number;
  readonly examples: readonly Predictions['examples'][number][];
  readonly row: number | null;
  readonly onRow: (row: number) => void;
}

/** The examples, each with what it is, what is said of it, and how far that spreads. A click on one goes to it. */
export function ExampleList({ said, at, examples, row, onRow }: ExampleListProps) {
  const chosen = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [row]);
  const head = said.heads[at];
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it holds more than is seen, and must be scrolled by keys
      tabIndex={0}
      data-autofocus
      className="max-h-[46vh] overflow-y-auto rounded-sm border border-edge -outline-offset-2!"
    >
      <table aria-label="Predictions of examples" className="w-full border-separate border-spacing-0 text-xs tabular-nums">
        <thead>
          <tr className="[&>th]:sticky [&>th]:top-0 [&>th]:border-b [&>th]:border-edge [&>th]:bg-panel [&>th]:px-2 [&>th]:py-1 [&>th]:text-left [&>th]:font-medium [&>th]:text-muted">
            <th scope="col">Example</th>
            <th scope="col">Is</th>
            <th scope="col">Said</th>
            {said.passes > 0 && (
              <th scope="col" className="text-right!" title="Standard deviation over the passes, the mean of all outputs">
                Spread
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {examples.map((example) => {
            const output = example.outputs[at];
            const wrong = isWrong(said, at, example);
            const answer =
              head && output ? (saidClass(head, output) ?? numberWords(output.mean.length > 0 ? output.mean : output.plain)) : '';
            return (
              <tr
                key={example.row}
                ref={example.row === row ? chosen : null}
                className={cx('relative hover:bg-hover [&>td]:px-2 [&>td]:py-0.5', example.row === row && 'bg-accent-soft')}
              >
                <td>
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-label={`Example ${example.row}`}
                    aria-pressed={example.row === row}
                    onClick={() => onRow(example.row)}
                    className="after:absolute after:inset-0"
                  >
                    {formatExact(example.row)}
                  </button>
                </td>
                <td className="max-w-20 truncate">{example.targets.map(({ words }) => words).join('; ')}</td>
                <td
                  className={cx('max-w-24 truncate', wrong === true && 'font-medium text-danger')}
                  title={wrong === true ? 'Wrong' : undefined}
                >
                  {answer}
                </td>
                {said.passes > 0 && <td className="text-right">{formatValue(Number(spreadOf(example, at).toPrecision(3)))}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const numberWords = (numbers: readonly number[]): string =>
  numbers
    .slice(0, 3)
    .map((value) => formatValue(Number(value.toPrecision(3))))
    .join(', ') + (numbers.length > 3 ? ', …' : '');
