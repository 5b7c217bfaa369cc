/** Stands for a shape or a count while a problem keeps it from being known. */
export const notKnown = 'not known yet';
