import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build as bundle, type InlineConfig } from 'vite';
import type { Part } from './part.ts';

/** Electron's main process and its preload; the second must be CommonJS, since a sandboxed preload has no other loader. */
function electronConfig(root: string, entry: string, format: 'es' | 'cjs', output: string, folder: string): InlineConfig {
  return {
    configFile: false,
    root,
    ssr: { target: 'node', noExternal: /^(?!electron$)/ },
    build: {
      ssr: join(root, 'app', entry),
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { external: ['electron'], output: { format, entryFileNames: output } },
    },
  };
}

/** Builds one part into `folder`. Throws an Error that names the part and what the bundler said. */
export async function build(root: string, part: Part, folder: string): Promise<void> {
  const configs: Readonly<Record<Part, InlineConfig[]>> = {
    renderer: [{ configFile: join(root, 'vite.config.ts'), build: { outDir: folder } }],
    electron: [
      electronConfig(root, 'electron.ts', 'es', 'electron.js', folder),
      electronConfig(root, 'preload.ts', 'cjs', 'preload.cjs', folder),
    ],
  };
  try {
    for (const config of configs[part]) await bundle({ ...config, logLevel: 'silent' });
  } catch (error) {
    throw new Error(`The ${part} could not be built: ${stripVTControlCharacters(error instanceof Error ? error.message : String(error))}`, {
      cause: error,
    });
  }
}
