import { useEffect, useState } from 'react';
import type { Predictions } from '../../../shared/ipc/predictions.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { messageOf } from '../../state/connection.ts';
import { contract } from '../../state/studio.ts';

/** What a run says of examples; what was seen before stays until the next answer, unless it is another run's. */
export function usePredictions(
  run: RunRow | null,
  passes: number,
  seed: number,
): { said: Predictions | null; problem: string | null; asking: boolean } {
  const [said, setSaid] = useState<Predictions | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const id = run?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    let left = false;
    setAsking(true);
    const answer = (found: Predictions | null, words: string | null): void => {
      if (left) return;
      setSaid(found);
      setProblem(words);
      setAsking(false);
    };
    contract.call('predictExamples', { run: id, passes, seed }).then(
      (found) => answer(found, null),
      (error: unknown) => answer(null, messageOf(error)),
    );
    return () => {
      left = true;
    };
  }, [id, passes, seed]);
  return { said: said?.run === id ? said : null, problem, asking };
}
