import { useEffect, useState } from 'react';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { messageOf } from '../../state/connection.ts';
import { contract } from '../../state/studio.ts';

interface Asked {
  readonly layer: string | null;
  readonly unit: number;
  readonly example: number;
  readonly place: number;
}

/** A neuron as a run has it, asked for anew when the run has newer weights; what was seen before stays until then. */
export function useNeuron(run: RunRow | null, { layer, unit, example, place }: Asked): { view: NeuronView | null; problem: string | null } {
  const [view, setView] = useState<NeuronView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = run?.id ?? null;
  const title = `Run ${run?.number ?? ''}`;
  // A checkpoint comes at the end of an epoch, a moment after the epoch is told, and when the run comes to rest.
  const behind = run !== null && view !== null && view.run === run.id && view.epoch < run.epoch;
  const weights = run === null ? '' : `${run.epoch} ${run.state} ${behind ? run.trained : ''}`;
  useEffect(() => {
    if (id === null || layer === null) return;
    let left = false;
    contract.call('getNeuron', { run: id, layer, unit, example, place }).then(
      (found) => {
        if (left) return;
        setView(found);
        setProblem(null);
      },
      (error: unknown) => {
        if (left) return;
        setView(null);
        setProblem(isMissing(error) ? `${title} was trained without this block: train again to look into it.` : messageOf(error));
      },
    );
    return () => {
      left = true;
    };
  }, [id, weights, layer, unit, example, place, title]);
  return { view, problem };
}

/** The run has no such layer: the block came later. */
const isMissing = (error: unknown): boolean => error instanceof ContractError && error.code === 'notFound';
