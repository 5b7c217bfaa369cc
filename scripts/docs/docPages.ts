import { blocks } from '../../shared/catalogue/index.ts';
import { blockIndex, blockPage } from '../../shared/codegen/blockPage.ts';

/** Every generated page by its path in the repository. */
export function docPages(): Readonly<Record<string, string>> {
  return {
    'docs/blocks/README.md': blockIndex(blocks),
    ...Object.fromEntries(blocks.map((block) => [`docs/blocks/${block.kind}.md`, blockPage(block)])),
  };
}
