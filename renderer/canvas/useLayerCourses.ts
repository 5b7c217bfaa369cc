import { useEffect } from 'react';
import { coursesOf, layerCourses } from '../state/layerCourses.ts';
import { runs } from '../state/studio.ts';
import { useCurrentRun } from '../state/useProjectRuns.ts';
import { useRunDocument } from '../state/useRunDocument.ts';

/** Milliseconds between two looks at what came: an epoch may be a hundredth of a second. */
const pause = 250;

/** Keeps what is drawn on the blocks at what the project's current run has told of its layers. */
export function useLayerCourses(): void {
  const id = useCurrentRun()?.id ?? null;
  const trained = useRunDocument(id);
  useEffect(() => {
    if (id === null || !trained) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = -1;
    const look = (): void => {
      timer = undefined;
      const series = runs.series(id);
      // Points of batches come all the time: norms are told at the end of an epoch.
      const epochs = series.reduce((sum, { row, buffer }) => sum + (row.unit === 'epoch' && row.head !== '' ? buffer.length : 0), 0);
      if (epochs === seen) return;
      seen = epochs;
      layerCourses.setState(coursesOf(trained, series), true);
    };
    const off = runs.watch(id, () => {
      timer ??= setTimeout(look, pause);
    });
    look();
    return () => {
      clearTimeout(timer);
      off();
      layerCourses.setState(layerCourses.getInitialState(), true);
    };
  }, [id, trained]);
}
