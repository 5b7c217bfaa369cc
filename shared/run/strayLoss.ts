/** Whether a loss has become more than `times` as large as at first: one that starts small is measured by 1. */
const hasGrown = (times: number, first: number, now: number): boolean => Math.abs(now) > times * Math.max(1, Math.abs(first));

/** Whether a loss is so much larger than at first that training has gone astray. */
export const isAstray = (first: number, now: number): boolean => hasGrown(100, first, now);
/** Whether it is so large that its weights are thrown too far away to learn from at all. */
export const isLost = (first: number, now: number): boolean => hasGrown(1e4, first, now);
