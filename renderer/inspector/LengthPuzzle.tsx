import type { LengthDerivation } from '../../shared/catalogue/deriveLengths.ts';

interface LengthPuzzleProps {
  readonly derivations: readonly LengthDerivation[];
  /** How many numbers each filter reads at a place, by its axes; null where it is no convolution over all channels. */
  readonly filter: readonly number[] | null;
}

/** Where the lengths of the output come from: the formula, and for each axis the formula with its numbers. */
export function LengthPuzzle({ derivations, filter }: LengthPuzzleProps) {
  const formula = derivations[0]?.formula ?? '';
  return (
    <figure aria-label="Output size" className="mt-0.5 mb-1 rounded-sm border border-edge px-2 py-1.5 text-xs" data-selectable>
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-2 text-muted">
        <span>Output size</span>
        <span className="font-mono text-[11px]">{formula}</span>
      </figcaption>
      <dl className="m-0 mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 gap-y-0.5">
        {derivations.map(({ axis, filled, length, note }) => (
          <div key={axis} className="contents">
            <dt className="text-muted">{axis}</dt>
            <dd className="m-0 text-right font-mono text-[11px] break-words tabular-nums">
              {filled} ={' '}
              <strong className={length < 1 ? 'text-xs text-danger' : 'text-xs text-ink'}>{String(length).replace('-', '−')}</strong>
              {length < 1 && <span className="block font-sans text-danger">the window is larger than the input</span>}
              {note !== null && <span className="block font-sans text-muted">{note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {filter !== null && (
        <p className="m-0 mt-1 text-muted">
          Each filter reads {filter.join(' × ')} = {filter.reduce((a, b) => a * b, 1).toLocaleString('en-US')} numbers.
        </p>
      )}
    </figure>
  );
}
