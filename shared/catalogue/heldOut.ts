/** How many of so many examples are held out by a size: a share of them below 1, else a count. */
export const heldOut = (size: number, examples: number): number => Math.round(size < 1 ? size * examples : size);
