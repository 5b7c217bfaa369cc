import { isLive } from '../../shared/run/runState.ts';
import { checkEngines } from '../engine/check/checkEngines.ts';
import { uncheckedEngines } from '../engine/describeEngines.ts';
import type { Bus } from './bus.ts';

interface Options {
  readonly bus: Bus;
  /** Whether a run trains now. */
  readonly busy: () => boolean;
  /** The engines as the window lists them, once there is something new. */
  readonly changed: () => void;
  readonly log: (text: string) => void;
  /** Milliseconds of quiet before it begins. */
  readonly after?: number;
  readonly unchecked?: typeof uncheckedEngines;
  readonly check?: typeof checkEngines;
}

/**
 * Checks and measures the engines that were not yet, so that the automatic choice is measured and not guessed. It gives way to a run that starts, and
 * begins anew once none trains. Gives the function that ends it.
 */
export function checkWhenIdle(options: Options): () => void {
  const { bus, busy, changed, log, after = 10_000, unchecked = uncheckedEngines, check = checkEngines } = options;
  let abort: AbortController | null = null;
  let timer: NodeJS.Timeout | null = null;
  const wait = (): void => {
    timer ??= setTimeout(() => void begin(), after).unref();
  };
  const begin = async (): Promise<void> => {
    timer = null;
    const engines = unchecked();
    if (engines.length === 0) return off();
    if (busy()) return;
    const own = new AbortController();
    abort = own;
    try {
      const unkept = await check(engines, { signal: own.signal, onChecked: changed });
      if (unkept === null) return;
      // Checking again would find the same.
      log(`what the checks of the engines found cannot be kept: ${unkept}`);
      off();
    } catch (error) {
      log(`the engines cannot be checked: ${String(error)}`);
      off();
    } finally {
      abort = null;
    }
  };
  const unsubscribe = bus.subscribe((event) => {
    if (event.name !== 'runChanged') return;
    if (isLive(event.data.state)) abort?.abort();
    else wait();
  });
  const off = (): void => {
    unsubscribe();
    if (timer) clearTimeout(timer);
    abort?.abort();
  };
  wait();
  return off;
}
