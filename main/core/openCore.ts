import type { Subscribe } from '../../shared/ipc/server.ts';
import { lockFolder } from '../store/lockFolder.ts';
import { openStore } from '../store/openStore.ts';
import { workerPool } from '../train/host/workerPool.ts';
import { checkWhenIdle } from './checkWhenIdle.ts';
import { makeBus } from './bus.ts';
import { engineRows } from './engineRows.ts';
import { logFile } from './logFile.ts';
import { makeProjects, type Projects } from './projects.ts';
import { makeRuns, type Runs } from './runs/makeRuns.ts';
import { makeSettings, type Settings } from './settings.ts';

export interface CoreOptions {
  readonly folder: string;
  /** The script of the training process. */
  readonly workerFile: string;
  /** Keeps a training process ready, for a window whose user may press Run at any time. */
  readonly keepWarm?: boolean;
  readonly now?: () => number;
}
/** The work itself: one for each data folder. */
export interface Core {
  readonly folder: string;
  readonly projects: Projects;
  readonly runs: Runs;
  readonly settings: Settings;
  readonly subscribe: Subscribe;
  /** Writes to the data folder's log. */
  readonly log: (text: string) => void;
  /** What the user should know, in words, until it was read. */
  notice(): string | null;
  dismissNotice(): void;
  /** Brings running work to rest. */
  stop(): Promise<void>;
  /** Closes the store and gives the folder back. */
  close(): Promise<void>;
}

/** Milliseconds after which the first training process is made ready. */
const warmAfter = 2000;

/** Opens the core of a data folder; null when a living process has it. Throws a ContractError or NewerDataError in words. */
export function openCore({ folder, workerFile, keepWarm = false, now = Date.now }: CoreOptions): Core | null {
  const lock = lockFolder(folder);
  if (!lock) return null;
  try {
    const { store, notice } = openStore(folder, { now });
    let unread = notice;
    const bus = makeBus();
    const projects = makeProjects(store, bus, now);
    projects.forgetOldLooks();
    const settings = makeSettings(store, bus);
    const pool = workerPool({ file: workerFile });
    const log = logFile(folder);
    const runs = makeRuns({ store, bus, folder, now, log }, projects, settings, pool);
    // The window comes first: its files are being read now.
    if (keepWarm) setTimeout(pool.keepWarm, warmAfter).unref();
    const busy = (): boolean => store.runs.listLive().length > 0;
    const changed = (): void => bus.emit({ name: 'enginesChanged', data: engineRows(settings.get().engine) });
    const endChecks = keepWarm ? checkWhenIdle({ bus, busy, changed, log }) : () => {};
    return {
      folder,
      projects,
      runs,
      settings,
      subscribe: bus.subscribe,
      log,
      notice: () => unread,
      dismissNotice() {
        unread = null;
      },
      stop() {
        endChecks();
        return runs.close('Netloom was closed.');
      },
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
