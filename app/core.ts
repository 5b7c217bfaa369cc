import { fileURLToPath } from 'node:url';
import { makeServer } from '../shared/ipc/server.ts';
import { dataFolder } from '../main/core/dataFolder.ts';
import { openCore } from '../main/core/openCore.ts';
import { joinCore, type Joined, type OwnCore } from '../main/local/joinCore.ts';
import { services } from '../main/services/services.ts';

const ownWorkerFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url));

export interface JoinOptions {
  readonly folder?: string;
  /** The script of the training process. */
  readonly workerFile?: string;
  /** Keeps a training process ready. */
  readonly keepWarm?: boolean;
  /** Hears what the user should know once, in words. */
  readonly tell?: (notice: string) => void;
}

/** This process's way to the core of the data folder: the living one, or one opened here. */
export function join({
  folder = dataFolder(),
  workerFile = ownWorkerFile,
  keepWarm = false,
  tell = () => {},
}: JoinOptions = {}): Promise<Joined> {
  const open = async (): Promise<OwnCore | null> => {
    const core = openCore({ folder, keepWarm, workerFile });
    if (!core) return null;
    const notice = core.notice();
    if (notice !== null) tell(notice);
    const handlers = services(core);
    const onFault = (command: string, error: unknown): void =>
      core.log(`${command}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { serve: (port) => void makeServer(port, handlers, core.subscribe, { onFault }), stop: core.stop, close: core.close };
  };
  return joinCore(folder, open);
}
