import { makeFolder } from '../files/makeFolder.ts';

/** Makes a folder of the user's data, or of a part of it, for the user alone. Throws a FolderError in words. */
export const makeDataFolder = (folder: string): void =>
  makeFolder(folder, { mode: 0o700, advice: 'set NETLOOM_HOME to a folder you may write to' });
