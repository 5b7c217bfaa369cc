import type { ReactNode } from 'react';

interface PlotFigureProps {
  /** What it shows, for those who do not see it. */
  readonly label: string;
  /** Units of the picture, which is as wide as its place. */
  readonly width: number;
  readonly height: number;
  /** The picture. */
  readonly children: ReactNode;
  /** A `figcaption`, and what else stands below. */
  readonly caption: ReactNode;
}

/** A small picture beside the field that it belongs to. */
export function PlotFigure({ label, width, height, children, caption }: PlotFigureProps) {
  return (
    <figure className="mt-0.5 mb-1 rounded-sm border border-edge px-1.5 pt-1.5 pb-1">
      <svg viewBox={`0 0 ${width} ${height}`} className="block w-full" role="img" aria-label={label}>
        {children}
      </svg>
      {caption}
    </figure>
  );
}
