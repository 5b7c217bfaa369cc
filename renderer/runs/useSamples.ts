import { useEffect, useState } from 'react';
import type { RunSamples } from '../../shared/ipc/rows.ts';
import { contract } from '../state/studio.ts';

/** The newest samples of a run, kept current while it trains; null where there are none. */
export function useSamples(run: string | null): RunSamples | null {
  const [found, setFound] = useState<{ readonly run: string; readonly samples: RunSamples | null } | null>(null);
  useEffect(() => {
    if (run === null) return;
    let left = false;
    let asking = false;
    let again = false;
    const ask = async (): Promise<void> => {
      // One question at a time: what comes meanwhile is asked for after it.
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      do {
        again = false;
        const answer = await contract.call('getRunSamples', { run }).catch(() => null);
        if (left) return;
        if (answer) setFound({ run, samples: answer.samples });
      } while (again);
      asking = false;
    };
    void ask();
    const off = contract.on('samplesTaken', (event) => event.run === run && void ask());
    const offOpen = contract.onOpen(() => void ask());
    return () => {
      left = true;
      off();
      offOpen();
    };
  }, [run]);
  return found?.run === run ? found.samples : null;
}
