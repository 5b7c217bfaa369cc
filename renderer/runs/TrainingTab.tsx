import { useId, useMemo } from 'react';
import { ChartLine as ChartIcon } from 'lucide-react';
import { isLive } from '../../shared/run/runState.ts';
import { settings, useFindings, useSettings } from '../state/studio.ts';
import { useCurrentRun, useShownRuns } from '../state/useProjectRuns.ts';
import { useTheme } from '../state/useTheme.ts';
import { useSize } from '../ui/useSize.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { Chart } from './Chart.tsx';
import type { ChartMark } from './drawMark.ts';
import { chartLines, chartNames, type ChartUnit } from './chartLines.ts';
import { chartRows } from './chartRows.ts';
import { RunEnd } from './RunEnd.tsx';
import { RunNotes } from './RunNotes.tsx';
import { RunSummary } from './RunSummary.tsx';
import { SamplesFigure } from './SamplesFigure.tsx';
import { SurfaceFigure } from './SurfaceFigure.tsx';
import { TrainFirst } from './TrainFirst.tsx';
import { useChartRuns } from './useChartRuns.ts';
import { useSamples } from './useSamples.ts';

const units = [
  { value: 'batch', title: 'Batches' },
  { value: 'epoch', title: 'Epochs' },
] as const;

/** Curves of the runs that are shown, live while they train. */
export function TrainingTab() {
  const shown = useShownRuns();
  const current = useCurrentRun();
  const { runs, loaded, smooth } = useChartRuns(shown);
  const theme = useTheme();
  const unit = useSettings(({ settings: { layout } }): ChartUnit => (layout['chartUnit'] === 'epoch' ? 'epoch' : 'batch'));
  const log = useSettings(({ settings: { layout } }) => layout['chartLog'] === true);
  const smoothing = useSettings(({ settings: { layout } }) => (typeof layout['smoothing'] === 'number' ? layout['smoothing'] : 0.9));
  const id = useId();
  const charts = useMemo(
    () => chartNames(runs).map((name) => ({ name, lines: chartLines({ unit, name, runs, smoothing, smooth }) })),
    [runs, unit, smoothing, smooth],
  );

  const [size, place] = useSize();
  // Of one run only: of several, whose samples they are could not be seen.
  const samples = useSamples(shown.length === 1 ? (shown[0]?.id ?? null) : null);
  const outputs = samples?.outputs ?? [];
  const surfaces = samples?.surfaces ?? [];
  const count = charts.length + outputs.length + surfaces.length;
  const rows = chartRows(count, size.width, size.height);

  const ofRun = useFindings((state) => state.ofRun);
  // Beside other runs it could not be seen whose it is.
  const alone = shown.length === 1 && shown[0]?.id === current?.id;
  const markOf = (name: string): ChartMark | undefined => {
    const found = ofRun.find(({ mark }) => mark?.metric === name);
    return (
      found?.mark && { x: unit === 'epoch' ? found.mark.epoch : found.mark.step, title: `${found.title} since epoch ${found.mark.epoch}` }
    );
  };

  const only = shown.length === 1 ? shown[0] : undefined;
  if (!current) return <NothingTrained />;
  return (
    <div className="flex h-full flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-edge px-3 py-1">
        <div role="group" aria-label="Shown runs" className="@container min-w-60 flex-1 overflow-hidden">
          <RunSummary runs={shown} />
        </div>
        <Segmented label="Points" value={unit} choices={units} onChange={(next) => settings.remember('chartUnit', next)} />
        {unit === 'batch' && (
          <label
            className="flex shrink-0 items-center gap-1.5 text-xs text-muted"
            htmlFor={`${id}-smooth`}
            title={`Share of the past in each point: ${smoothing.toFixed(2)}`}
          >
            Smoothing
            <input
              id={`${id}-smooth`}
              type="range"
              className="slider w-16"
              min={0}
              max={0.99}
              step={0.01}
              value={smoothing}
              onChange={(event) => settings.remember('smoothing', Number(event.target.value))}
            />
          </label>
        )}
        <label className="flex shrink-0 items-center gap-1.5 text-xs text-muted" htmlFor={`${id}-log`}>
          <Toggle id={`${id}-log`} label="Logarithmic scale" checked={log} onChange={(next) => settings.remember('chartLog', next)} />
          Log
        </label>
      </div>
      {only && <RunEnd run={only} />}
      {only && <RunNotes key={only.id} run={only} />}
      {count === 0 ? (
        <EmptyState icon={<ChartIcon />} title={emptyTitle(shown.length, loaded, current !== null && isLive(current.state))} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- more curves than there is room for are scrolled by keys
        <div ref={place} role="region" aria-label="Curves" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto p-2 -outline-offset-2!">
          <div
            className="grid h-full gap-x-2 gap-y-1"
            style={{
              gridTemplateColumns: `repeat(${rows.columns}, minmax(0, 1fr))`,
              gridAutoRows: rows.height === null ? 'minmax(0, 1fr)' : `${rows.height}px`,
            }}
          >
            {samples &&
              surfaces.map((surface) => (
                <SurfaceFigure key={`${surface.head}/${surface.unit}`} surface={surface} samples={samples} theme={theme} />
              ))}
            {samples && outputs.map((output) => <SamplesFigure key={output.name} output={output} samples={samples} />)}
            {charts.map(({ name, lines }) => (
              <Chart key={name} name={name} unit={unit} log={log} lines={lines} theme={theme} mark={alone ? markOf(name) : undefined} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function emptyTitle(shown: number, loaded: boolean, live: boolean): string {
  if (shown === 0) return 'No run is chosen: tick one in Runs';
  if (!loaded) return 'Loading the curves…';
  return live ? 'The first points come with the first batches' : 'This run has no points';
}

const NothingTrained = () => (
  <EmptyState icon={<ChartIcon />} title="Nothing has been trained yet">
    <p>Loss and accuracy appear here, live, as soon as a run starts.</p>
    <TrainFirst />
  </EmptyState>
);
