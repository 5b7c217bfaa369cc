import type { RunState } from './runState.ts';

/** How the end of a run begins whose loss became infinite or no number. */
export const brokenLoss = 'the loss was no finite number';

/** Whether a run ended so. One that was `stopped` so has good weights to go on from, with something changed: as it was, it would end so again. */
export const isBroken = ({ state, reason }: { readonly state: RunState; readonly reason: string | null }): boolean =>
  (state === 'failed' || state === 'stopped') && reason?.toLowerCase().includes(brokenLoss) === true;
