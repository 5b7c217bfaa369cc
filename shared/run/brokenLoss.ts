import type { RunState } from './runState.ts';

interface Ended {
  readonly state: RunState;
  readonly reason: string | null;
}

/** How the end of a run begins whose loss became infinite or no number. */
export const brokenLoss = 'the loss was no finite number';
/** What is told of one whose weights are of use, and of one whose weights are not. */
export const goesOnWords = 'The run can go on from there with another learning rate.';
export const beginAnewWords = 'Begin a new run with a much smaller learning rate.';

/** Whether a run ended so. One that was `stopped` so has weights to go on from, with something changed: as it was, it would end so again. */
export const isBroken = ({ state, reason }: Ended): boolean =>
  (state === 'failed' || state === 'stopped') && reason?.toLowerCase().includes(brokenLoss) === true;

/** Whether a run ended so with weights that are finite and of no use: a smaller rate does not bring them back. */
export const isBeyondUse = (run: Ended): boolean => isBroken(run) && run.reason?.includes(beginAnewWords) === true;
