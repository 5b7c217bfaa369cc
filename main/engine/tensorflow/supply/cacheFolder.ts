import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where Netloom keeps what can be fetched or built again, for every checkout and version of this user: `NETLOOM_CACHE`, else the
 * operating system's cache folder. The folder is not created here.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (environment.NETLOOM_CACHE) return resolve(environment.NETLOOM_CACHE);
  switch (platform) {
    case 'win32':
      return join(environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Netloom', 'Cache');
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'Netloom');
    default:
      return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'netloom');
  }
}

/** What to do when it cannot be written to. */
export const cacheAdvice = 'set NETLOOM_CACHE to another folder';
