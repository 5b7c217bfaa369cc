import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

export interface Places {
  /** The Node program for the core. */
  readonly node: string;
  readonly coreFile: string;
  /** The built page. */
  readonly page: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Where things lie: in a package beside the archive, in a checkout in its folders. */
export function findPlaces(environment: NodeJS.ProcessEnv = process.env): Places {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  if (app.isPackaged) {
    const stage = process.resourcesPath;
    const engine = join(stage, 'engine');
    return {
      node: join(stage, 'node', program),
      coreFile: join(stage, 'netloom', 'app', 'coreProcess.ts'),
      page: join(stage, 'netloom', 'dist', 'renderer'),
      environment: { ...environment, ...(existsSync(engine) ? { NETLOOM_ENGINE: engine } : {}) },
    };
  }
  const root = app.getAppPath();
  return {
    node: environment['NETLOOM_NODE'] ?? join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'),
    coreFile: join(root, 'app', 'coreProcess.ts'),
    page: join(root, 'dist', 'renderer'),
    environment: { ...environment },
  };
}
