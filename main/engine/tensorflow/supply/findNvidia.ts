import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** NVIDIA's cards in this machine, as the driver tells. */
export interface Nvidia {
  /** Version such as "550.54.14"; null where it cannot be read (Windows Subsystem for Linux). */
  readonly driver: string | null;
  readonly cards: readonly string[];
}

/** The libraries that Windows lends to its Linux, where its cards are. */
const windowsLibrary = 'usr/lib/wsl/lib/libcuda.so.1';

/**
 * NVIDIA's cards, or null where there is none, no driver, or where `CUDA_VISIBLE_DEVICES` hides them all. Reads what the driver shows below /proc and starts
 * nothing. `root` is for tests.
 */
export function findNvidia(environment: NodeJS.ProcessEnv = process.env, root = '/'): Nvidia | null {
  const visible = environment.CUDA_VISIBLE_DEVICES?.trim();
  if (visible === '' || visible === '-1') return null;
  const folder = join(root, 'proc/driver/nvidia');
  try {
    const driver = /Module\s.*?(\d+(?:\.\d+)+)/.exec(readFileSync(join(folder, 'version'), 'utf8'))?.[1] ?? null;
    const cards = readdirSync(join(folder, 'gpus')).map((place) => {
      const information = readFileSync(join(folder, 'gpus', place, 'information'), 'utf8');
      return /^Model:\s*(.+)$/m.exec(information)?.[1]?.trim() ?? 'NVIDIA graphics card';
    });
    return cards.length > 0 ? { driver, cards } : null;
  } catch {
    return existsSync(join(root, windowsLibrary)) ? { driver: null, cards: ['NVIDIA graphics card'] } : null;
  }
}

/** Whether version `a` is older than `b`, number by number. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const at = (right ?? []).findIndex((part, place) => part !== (left?.[place] ?? 0));
  return at !== -1 && (left?.[at] ?? 0) < (right?.[at] ?? 0);
}
