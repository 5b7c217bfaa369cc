import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from './cacheFolder.ts';

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', {}, join(homedir(), '.cache', 'netloom')],
  ['linux', { XDG_CACHE_HOME: '/x' }, join('/x', 'netloom')],
  ['darwin', {}, join(homedir(), 'Library', 'Caches', 'Netloom')],
  ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'Netloom', 'Cache')],
  ['linux', { NETLOOM_CACHE: 'here', XDG_CACHE_HOME: '/x' }, resolve('here')],
])('%s with %j', (platform, environment, expected) => {
  expect(cacheFolder(environment, platform)).toBe(expected);
});
