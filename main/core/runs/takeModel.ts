import { weightSourceSchema, type WeightSource } from '../../../shared/plan/weightSource.ts';
import { inThread } from '../inThread.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './importThread.ts' : './importThread.js', import.meta.url);

/** Takes over the weights of a model that was made elsewhere, in a thread of its own. Rejects with words for the user. */
export const takeModel = (folder: string, path: string): Promise<WeightSource> =>
  inThread({ file, data: { folder, path }, parser: weightSourceSchema, failure: 'the weights of this model cannot be taken' });
