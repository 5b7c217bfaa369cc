import { augmentedExamples, type AugmentedExamples } from '../../shared/ipc/augmented.ts';
import type { CommandInput } from '../../shared/ipc/commands.ts';
import { inThread } from './inThread.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './augmentThread.ts' : './augmentThread.js', import.meta.url);

/** Some training examples before and after a block that changes them by chance. Rejects with words for the user. */
export const augmentData = (asked: CommandInput<'getAugmentedExamples'>): Promise<AugmentedExamples> =>
  inThread({ file, data: asked, parser: augmentedExamples, failure: 'this cannot be shown yet' });
