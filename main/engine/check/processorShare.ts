import { cpus } from 'node:os';

/** Milliseconds of all processors so far: at work, and altogether. */
function processorTimes(): { readonly busy: number; readonly all: number } {
  const times = cpus().map((own) => own.times);
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { busy: all - times.reduce((sum, { idle }) => sum + idle, 0), all };
}

/** Begins to watch; the result gives the share of this machine's processors, 0 to 1, that other processes took since. */
export function watchProcessors(): () => number {
  const [before, own] = [processorTimes(), process.cpuUsage()];
  return () => {
    const [after, { user, system }] = [processorTimes(), process.cpuUsage(own)];
    const elsewhere = after.busy - before.busy - (user + system) / 1000;
    return Math.min(1, Math.max(0, elsewhere / Math.max(1, after.all - before.all)));
  };
}
