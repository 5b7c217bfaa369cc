import type { ReactNode } from 'react';
import { formatExact } from '../ui/formatNumber.ts';

interface SampleCaptionProps {
  readonly title: string;
  readonly epoch: number;
  readonly step: number;
  readonly children?: ReactNode;
}

/** The head of what a model gives now: of what, and as of when. */
export const SampleCaption = ({ title, epoch, step, children }: SampleCaptionProps) => (
  <figcaption className="flex min-h-6 shrink-0 flex-wrap items-center gap-x-3 px-1 text-xs">
    <strong className="max-w-full truncate font-semibold">{title}</strong>
    <span className="truncate text-muted" title={`step ${formatExact(step)}`}>
      {step === 0 ? 'before training' : `${formatExact(epoch)} ${epoch === 1 ? 'epoch' : 'epochs'} done`}
    </span>
    {children}
  </figcaption>
);
