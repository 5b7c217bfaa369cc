import type { Predictions } from '../../../shared/ipc/predictions.ts';
import { formatSigned } from '../../ui/formatNumber.ts';
import { OutputPictures } from './OutputPictures.tsx';

type Output = Predictions['examples'][number]['outputs'][number];

/** Outputs up to which each has a line of its own. */
const most = 40;

interface OutputsFigureProps {
  readonly head: Predictions['heads'][number];
  readonly output: Output | undefined;
  readonly passes: number;
  readonly title: string;
}

/** What a head says of an example: each number with and without dropout, and how far the passes spread. */
export function OutputsFigure({ head, output, passes, title }: OutputsFigureProps) {
  if (!output) return null;
  const picture = pictureOf(head.shape);
  const { plain, mean, deviation } = output;
  const ends = [...plain, ...mean.flatMap((value, at) => [value - (deviation[at] ?? 0), value + (deviation[at] ?? 0)])];
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const place = (value: number): string => `${((value - low) / (high - low || 1)) * 100}%`;
  return (
    <figure aria-label="Outputs" className="m-0 flex min-w-0 flex-col gap-2">
      <figcaption className="text-xs font-medium">{title}</figcaption>
      {picture ? (
        <OutputPictures output={output} picture={picture} />
      ) : (
        <table className="w-full border-separate border-spacing-0 text-xs tabular-nums" data-selectable>
          <thead>
            <tr className="[&>th]:px-1.5 [&>th]:pb-1 [&>th]:text-right [&>th]:font-medium [&>th]:text-muted">
              <th scope="col" className="text-left!">
                Output
              </th>
              <th scope="col" className="w-1/3">
                <span className="sr-only">In a line</span>
              </th>
              <th scope="col">{passes > 0 ? 'Without' : 'Value'}</th>
              {passes > 0 && (
                <>
                  <th scope="col">Mean</th>
                  <th scope="col" title="Standard deviation over the passes">
                    ± Deviation
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {plain.slice(0, most).map((value, at) => (
              <tr key={at} className="[&>td]:px-1.5 [&>td]:py-0.5 [&>td]:text-right">
                <td className="max-w-28 truncate text-left!">{head.classes?.length === plain.length ? head.classes[at] : at}</td>
                <td>
                  <span className="relative block h-3 rounded-sm bg-sunken">
                    {passes > 0 && (
                      <span
                        className="absolute inset-y-0.5 rounded-sm bg-accent opacity-35"
                        style={{
                          left: place((mean[at] ?? 0) - (deviation[at] ?? 0)),
                          width: `${((2 * (deviation[at] ?? 0)) / (high - low || 1)) * 100}%`,
                        }}
                      />
                    )}
                    {passes > 0 && (
                      <span className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent" style={{ left: place(mean[at] ?? 0) }} />
                    )}
                    <span className="absolute top-1/2 size-1.5 -translate-1/2 rounded-full bg-ink" style={{ left: place(value) }} />
                  </span>
                </td>
                <td>{formatSigned(value)}</td>
                {passes > 0 && (
                  <>
                    <td>{formatSigned(mean[at] ?? 0)}</td>
                    <td>{formatSigned(Number((deviation[at] ?? 0).toPrecision(3)))}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!picture && plain.length > most && (
        <p className="m-0 text-xs text-muted">
          The first {most} of {plain.length} numbers.
        </p>
      )}
      {passes > 0 && !picture && (
        <p className="m-0 text-xs text-muted">
          The dot is what the model says without dropout; the line is the mean of the passes, and the band one standard deviation to each
          side: the wider it is, the less sure the model.
        </p>
      )}
    </figure>
  );
}

/** Height, width and channels of what can be drawn as a picture. */
function pictureOf([height = 0, width = 0, channels = 1, ...more]: readonly number[]): readonly [number, number, number] | null {
  return more.length === 0 && height >= 4 && width >= 4 && (channels === 1 || channels === 3) ? [height, width, channels] : null;
}
