/**
 * Life of a run: starting -> running <-> paused -> finished | stopped | failed; `interrupted` = its process died (kill, crash,
 * power); stopped and interrupted runs can be resumed: from their last checkpoint, or from the beginning when they ended before the first.
 */
export const runStates = ['starting', 'running', 'pausing', 'paused', 'stopping', 'finished', 'stopped', 'failed', 'interrupted'] as const;
export type RunState = (typeof runStates)[number];

/** A worker belongs to the run now. */
export const isLive = (state: RunState): boolean =>
  state === 'starting' || state === 'running' || state === 'pausing' || state === 'paused' || state === 'stopping';
/** Training can go on. */
export const isResumable = (state: RunState): boolean => state === 'paused' || state === 'stopped' || state === 'interrupted';

/** Resuming it means training from its first step, as there is nothing to go on from: it ended before its first checkpoint. */
export const resumesFromStart = ({ state, hasCheckpoint }: { readonly state: RunState; readonly hasCheckpoint: boolean }): boolean =>
  (state === 'stopped' || state === 'interrupted') && !hasCheckpoint;
