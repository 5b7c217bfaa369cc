import { join } from 'node:path';

/** What stands in the place of a run where weights came from a file. */
export const importedRun = 'imported';

/** Where the weights of an imported model are kept: under the hash of the file. */
export const importedPath = (folder: string, sha256: string): string => join(folder, 'weights', `${sha256}.safetensors`);
