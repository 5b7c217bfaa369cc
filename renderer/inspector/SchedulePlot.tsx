import type { ItemValue } from '../../shared/catalogue/params.ts';
import { useDocument } from '../state/studio.ts';
import { formatValue } from '../ui/formatNumber.ts';
import { plotSchedule } from './plotSchedule.ts';
import { PlotFigure } from '../ui/PlotFigure.tsx';

const width = 240;
const height = 72;

/** The learning rate over the run, as the training choices are now, with the warm-up in front. */
export function SchedulePlot({ title, schedule }: { readonly title: string; readonly schedule: ItemValue }) {
  const document = useDocument(({ open }) => open?.document);
  // A straight line says nothing.
  if (!document || (schedule.kind === 'constant' && (document.training['warmupEpochs'] ?? null) === null)) return null;
  const { line, epochs, highest, last, flat, conditional, momentum } = plotSchedule(schedule, document, width, height);
  return (
    <PlotFigure
      label={`${title}: the learning rate over ${epochs} epochs, at most ${formatValue(highest)}, ${formatValue(last)} at the end${momentum ? `; the momentum from ${formatValue(momentum.first)} to ${formatValue(momentum.lowest)} and back` : ''}`}
      width={width}
      height={height}
      caption={
        <>
          <figcaption className="flex justify-between gap-2 text-[11px] text-faint tabular-nums">
            <span>
              {formatValue(highest)} → {formatValue(last)} in {epochs} {epochs === 1 ? 'epoch' : 'epochs'}
            </span>
            {momentum && (
              <span className="text-right">
                momentum dashed, {formatValue(momentum.first)} → {formatValue(momentum.lowest)}
              </span>
            )}
            {conditional && <span className="text-right">if the metric gets worse every epoch</span>}
          </figcaption>
          {flat && (
            <p className="mt-1 mb-0.5 rounded-sm bg-warning-soft px-1.5 py-1 text-xs text-warning">
              {title} changes nothing in {epochs} {epochs === 1 ? 'epoch' : 'epochs'}: its first change would come later.
            </p>
          )}
        </>
      }
    >
      <line x1={0} x2={width} y1={height - 1} y2={height - 1} className="stroke-edge" />
      {momentum && <polyline points={momentum.line} className="fill-none stroke-muted" strokeWidth={1.25} strokeDasharray="3 3" />}
      <polyline points={line} className="fill-none stroke-accent" strokeWidth={1.75} strokeDasharray={conditional ? '4 3' : undefined} />
    </PlotFigure>
  );
}
