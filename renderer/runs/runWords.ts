import { isResumable, type RunState } from '../../shared/run/runState.ts';
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

/** Training can go on: paused, or at rest with a checkpoint to begin from. */
export const canResume = (run: RunRow): boolean => run.state === 'paused' || (isResumable(run.state) && run.hasCheckpoint);

/** Milliseconds it has trained or trained for; null before it started. */
export function runDuration(run: RunRow, now: number): number | null {
  return run.started === null ? null : (run.ended ?? now) - run.started;
}

export const engineTitles: Readonly<Record<string, string>> = {
  auto: 'Automatic',
  tensorflow: 'TensorFlow',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};
export const engineTitle = (engine: string): string => engineTitles[engine] ?? engine;
