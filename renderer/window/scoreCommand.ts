/** How well a command's words fit what was typed, 0 (not at all) to 1: every typed word must begin a word of it, or stand in one. */
export function scoreCommand(value: string, search: string): number {
  const text = value.toLowerCase();
  const typed = search.toLowerCase().trim();
  if (typed === '') return 1;
  if (text.startsWith(typed)) return 1;
  const words = text.split(/[^\p{L}\p{N}]+/u);
  let score = 1;
  for (const part of typed.split(/\s+/)) {
    const begins = words.findIndex((word) => word.startsWith(part));
    if (begins >= 0) score *= 0.9 - Math.min(begins, 10) * 0.02;
    else if (text.includes(part)) score *= 0.3;
    else return 0;
  }
  return score;
}
