import { isBroken } from '../../shared/run/brokenLoss.ts';
import { resumesFromStart, type RunState } from '../../shared/run/runState.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';

export const stateTitles: Readonly<Record<RunState, string>> = {
  starting: 'Starting',
  running: 'Running',
  pausing: 'Pausing',
  paused: 'Paused',
  stopping: 'Stopping',
  finished: 'Finished',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** What a run had to say while it trained, each thing once. */
export const notesOf = ({ notices }: Pick<RunRow, 'notices'>): readonly string[] => [...new Set(notices.map(({ message }) => message))];

/** Why a run is where it is, and what it had to say; null where there is nothing. */
export const remarksOf = (run: Pick<RunRow, 'reason' | 'notices'>): string | null =>
  [...(run.reason === null ? [] : [run.reason]), ...notesOf(run)].join(' ') || null;

/** What resuming a run is called where it stands alone: it says so when nothing of the run can be gone on from. */
export const resumeTitle = (run: RunRow): string =>
  isBroken(run) ? 'Change and resume…' : resumesFromStart(run) ? 'Resume from the beginning' : 'Resume';

/** The same where the run is named: what became of it, and where it goes on. */
export const resumeRunTitle = (run: RunRow): string =>
  isBroken(run)
    ? `Change and resume Run ${run.number} (its loss became no number)…`
    : resumesFromStart(run)
      ? `Resume Run ${run.number} from the beginning (${stateTitles[run.state].toLowerCase()} before its first checkpoint)`
      : `Resume Run ${run.number} (${stateTitles[run.state].toLowerCase()} at epoch ${run.epoch + 1})`;

export const engineTitles: Readonly<Record<string, string>> = {
  auto: 'Automatic',
  tensorflow: 'TensorFlow',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
} satisfies Readonly<Record<EngineChoice, string>>;
export const engineTitle = (engine: string): string => engineTitles[engine] ?? engine;
