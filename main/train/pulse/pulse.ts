/** What a training process has done until now, as a thread beside the one that computes sees it: it beats while that one is in a long call. */
export interface Pulse {
  /** Milliseconds of the process's own clock. */
  readonly time: number;
  /** Milliseconds of all processors that it took. */
  readonly processor: number;
  /** Pages of memory that had to be fetched from disk. */
  readonly faults: number;
  /** Blocks read from disk and written there. */
  readonly blocks: number;
  /** Bytes of memory that it holds. */
  readonly resident: number;
  /** Bytes that it could have besides: what the machine has free, or its container allows. */
  readonly available: number;
}

/** The handle, beside the standard ones and the channel's, on which a training process tells its pulse: a line each. */
export const pulseHandle = 4;
/** Milliseconds between two beats. */
export const pulseEvery = 2000;

/** The pulse of this process, from whichever of its threads. */
export function readPulse(): Pulse {
  const { userCPUTime, systemCPUTime, majorPageFault, fsRead, fsWrite } = process.resourceUsage();
  return {
    time: performance.now(),
    processor: (userCPUTime + systemCPUTime) / 1000,
    faults: majorPageFault,
    blocks: fsRead + fsWrite,
    resident: process.memoryUsage.rss(),
    available: process.availableMemory(),
  };
}
