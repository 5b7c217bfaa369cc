/** How the end of a run begins whose loss became infinite or no number. */
export const brokenLoss = 'the loss was no finite number';
