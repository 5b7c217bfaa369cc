import { useEffect } from 'react';
import { isLive } from '../../shared/run/runState.ts';
import { currentRun, runPlace } from '../state/currentRun.ts';
import { documents, runs } from '../state/studio.ts';

/** Milliseconds between two movements of the bars at least. */
const barPause = 100;

/** Keeps the nodes' live bars at the current epoch's progress: their own style alone, so that nothing else is drawn again for it. */
export function useLiveBar(frame: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      const { open } = documents.getState();
      const run = open && currentRun(runs.getState().runs, open.document.id);
      const live = run != null && isLive(run.state);
      const place = live ? runPlace(run) : null;
      const share = place && run?.stepsPerEpoch ? place.batch / run.stepsPerEpoch : 0;
      if (frame.current?.getAttribute('data-live') !== String(live)) frame.current?.setAttribute('data-live', String(live));
      if (!live) return;
      const transform = `scaleX(${share.toFixed(3)})`;
      for (const bar of frame.current?.querySelectorAll<HTMLElement>('.live-bar') ?? []) bar.style.transform = transform;
    };
    show();
    const off = runs.subscribe(() => {
      timer ??= setTimeout(show, barPause);
    });
    return () => {
      clearTimeout(timer);
      off();
    };
  }, [frame]);
}
