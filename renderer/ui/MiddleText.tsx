import { cx } from './cx.ts';

/** Length of the end that is never cut. */
const tail = 7;

/** Text on one line, cut in the middle where it does not fit, so that names that differ at their ends stay apart; whole on hover. */
export function MiddleText({
  text,
  className,
  'aria-hidden': hidden,
}: {
  readonly text: string;
  readonly className?: string;
  readonly 'aria-hidden'?: boolean;
}) {
  if (text.length <= tail * 2) {
    return (
      <span aria-hidden={hidden} className={cx('block min-w-0 truncate', className)} title={text}>
        {text}
      </span>
    );
  }
  return (
    <span aria-hidden={hidden} className={cx('flex min-w-0 whitespace-pre', className)} title={text}>
      <span className="min-w-0 shrink overflow-hidden text-ellipsis">{text.slice(0, -tail)}</span>
      <span className="shrink-0">{text.slice(-tail)}</span>
    </span>
  );
}
