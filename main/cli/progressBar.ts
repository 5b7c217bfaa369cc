import type { RunRow } from '../../shared/ipc/rows.ts';
import { duration, metrics as sayMetrics, speed } from './format.ts';

const cells = 24;
const redrawEvery = 100;

/** A line of a terminal that shows how far something is, drawn over itself. */
export function progressBar(terminal: { write(text: string): void; columns(): number }, now: () => number = Date.now) {
  let drawn = false;
  let last = 0;
  return {
    draw(text: string): void {
      if (now() - last < redrawEvery) return;
      last = now();
      drawn = true;
      terminal.write(`\r\u001B[K${text.slice(0, Math.max(10, terminal.columns() - 1))}`);
    },
    /** Takes the bar away, so that a line can stand in its place. */
    clear(): void {
      if (drawn) terminal.write('\r\u001B[K');
      drawn = false;
      last = 0;
    },
  };
}

/** Bar, step of steps, speed, metrics so far and time left of the epoch that is being trained. */
export function progressText(run: RunRow, epoch: number, metrics: Readonly<Record<string, number>>): string {
  const total = run.stepsPerEpoch ?? 0;
  const current = Math.min(epoch, run.epochs);
  const step = Math.max(0, run.step - (current - 1) * total);
  const full = total === 0 ? 0 : Math.min(cells, Math.round((step / total) * cells));
  const parts = [
    `Epoch ${current}/${run.epochs}`,
    `${'━'.repeat(full)}${'─'.repeat(cells - full)}`,
    `${step}/${total}`,
    speed(run.msPerStep),
    sayMetrics(metrics),
    run.timeLeft === null ? '' : `${duration(run.timeLeft)} left`,
    run.state === 'running' ? '' : run.state,
  ];
  return parts.filter((part) => part !== '').join('  ');
}
