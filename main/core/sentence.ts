/** Words as a sentence: a capital letter first and a full stop last. A path or file name at the beginning stays as it is written. */
export function sentence(words: string): string {
  const text = words.trim();
  const path = /^\S*([/\\]|\.\w)/.test(text);
  return `${path ? text.charAt(0) : text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
