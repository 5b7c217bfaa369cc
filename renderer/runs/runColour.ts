import { seriesColour } from '../ui/seriesColour.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';

/** The style variable of a run's colour: the same wherever the run is seen. */
export const runColour = (run: Pick<RunRow, 'number'>): string => seriesColour(run.number - 1);

/** What a style variable comes to in the present theme, for drawing on a canvas. */
export function resolveColour(variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** A colour `rgb(r, g, b)` with an alpha from 0 to 1. */
export const withAlpha = (colour: string, alpha: number): string => colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
