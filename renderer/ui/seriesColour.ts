/** Colours that repeat after this many runs of a project, or lines of a run. */
const colours = 8;

/** The style variable of the colour of a line among others, from 0. */
export const seriesColour = (at: number): string => `--run-${(at % colours) + 1}`;
