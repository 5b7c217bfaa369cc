import type { Block } from '../../shared/catalogue/block.ts';
import { blockWords } from '../../shared/catalogue/blockWords.ts';
import { blockGroups } from '../../shared/catalogue/block.ts';

/** Whether a block may stand in the graph that a way of opened groups leads to. */
export const standsHere = ({ standsIn }: Pick<Block, 'standsIn'>, path: readonly string[]): boolean =>
  standsIn === undefined || (standsIn === 'group') === path.length > 0;

/** Blocks that match a query, best first: by title, kind, other names, group, then the words of the summary. All words must be found. */
export function searchBlocks(blocks: readonly Block[], query: string): readonly Block[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return blocks;
  const scored = blocks.flatMap((block) => {
    const scores = words.map((word) => scoreWord(block, word));
    return scores.includes(0) ? [] : [{ block, score: scores.reduce((a, b) => a + b, 0) }];
  });
  return scored.toSorted((a, b) => b.score - a.score).map(({ block }) => block);
}

function scoreWord(block: Block, word: string): number {
  const title = block.title.toLowerCase();
  if (title.startsWith(word)) return 8;
  // Exactly what people call it, before a title that only contains it: relu is no part of PReLU to them.
  if (blockWords(block).includes(word)) return 7;
  if (title.includes(word) || block.kind.toLowerCase().includes(word)) return 6;
  if (blockWords(block).some((other) => other.startsWith(word))) return 5;
  const group = blockGroups.find((candidate) => candidate.id === block.group);
  if (group?.title.toLowerCase().startsWith(word)) return 4;
  if (isWithin(word, title)) return 3;
  return block.summary.toLowerCase().includes(word) ? 1 : 0;
}

/** The letters of the word stand in the text in this order: `bn` in `batch normalization`. */
function isWithin(word: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at === word.length;
}
