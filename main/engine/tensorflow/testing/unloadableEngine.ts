import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { bindingName, writeManifest } from '../supply/manifest.ts';

/** For the rest of the test TensorFlow's files are all there, of the right sizes, and do not load. Gives their folder. */
export function unloadableEngine(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-unloadable-'));
  writeFileSync(join(folder, bindingName), 'not a library');
  writeManifest(folder, '2.21.0', [bindingName]);
  vi.stubEnv('NETLOOM_ENGINE', folder);
  vi.stubEnv('NETLOOM_CACHE', join(folder, 'cache'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
