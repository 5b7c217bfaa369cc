/** Milliseconds between flushes while the page is hidden and draws no frames. */
const hiddenPause = 250;

/** Collects what floods in and hands it on together, at most once a frame. */
export function makeFrameQueue<T>(flush: (items: readonly T[]) => void): (item: T) => void {
  let items: T[] = [];
  let waiting = false;
  const run = (): void => {
    waiting = false;
    const taken = items;
    items = [];
    flush(taken);
  };
  return (item) => {
    items.push(item);
    if (waiting) return;
    waiting = true;
    if (document.hidden) setTimeout(run, hiddenPause);
    else requestAnimationFrame(run);
  };
}
