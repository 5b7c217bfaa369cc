import type { Block } from './block.ts';

/** Other names by which a block is looked for: the initials of its title (`bn`, `gap`), and what people call it besides. */
export function blockWords({ title, searchWords = [] }: Pick<Block, 'title' | 'searchWords'>): readonly string[] {
  const initials = (title.match(/\p{Lu}/gu) ?? []).join('').toLowerCase();
  return [...(initials.length > 1 ? [initials] : []), ...searchWords.flatMap((words) => words.split(' '))];
}
