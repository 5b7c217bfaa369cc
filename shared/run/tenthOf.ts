/** A tenth of a learning rate, as people write it: what a run whose steps were too long is asked to go on with. */
export const tenthOf = (rate: number): number => Number((rate / 10).toPrecision(3));
