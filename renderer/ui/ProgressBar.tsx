import { cx } from './cx.ts';

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1; null while nothing is known. */
  readonly value: number | null;
  readonly className?: string;
}

/** How far something has come. */
export function ProgressBar({ label, value, className }: ProgressBarProps) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      className={cx('h-1 overflow-hidden rounded-full bg-active', className)}
    >
      <div
        className={cx('h-full w-full origin-left rounded-full bg-accent-fill', share === null && 'animate-pulse')}
        style={{ transform: `scaleX(${share ?? 0.3})` }}
      />
    </div>
  );
}
