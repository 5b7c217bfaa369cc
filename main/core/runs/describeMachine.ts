import { arch, cpus, platform, release, totalmem } from 'node:os';

/** The machine that a run trains on, as it is kept with the run. */
export const describeMachine = (): Readonly<Record<string, string | number>> => ({
  platform: platform(),
  release: release(),
  arch: arch(),
  processor: cpus()[0]?.model ?? '',
  processors: cpus().length,
  memory: totalmem(),
});
