import { afterEach, beforeEach, vi } from 'vitest';

/** A clock that the tests of a file turn by hand; there are no frames here: a frame is a turn of it. */
export function framesByClock(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { hidden: false });
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}
