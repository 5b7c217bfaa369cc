import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where Netloom keeps its data: `NETLOOM_HOME`, or the place the operating system has for it. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform, home = homedir()): string {
  const own = env['NETLOOM_HOME'];
  if (own) return resolve(own);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Netloom');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Netloom');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'netloom');
}
