import { useEffect, useState } from 'react';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { contract } from './studio.ts';

/** What a run was started from, which never changes; null until it has come, and where no run is named. */
export function useRunDocument(run: string | null): ProjectDocument | null {
  const [found, setFound] = useState<{ readonly run: string; readonly document: ProjectDocument } | null>(null);
  useEffect(() => {
    if (run === null) return undefined;
    let wanted = true;
    contract.call('getRunDocument', { run }).then(
      (document) => wanted && setFound({ run, document }),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [run]);
  return found && found.run === run ? found.document : null;
}
