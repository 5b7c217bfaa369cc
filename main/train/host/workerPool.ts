import { spawnWorker, type SpawnOptions, type WorkerProcess } from './spawnWorker.ts';

export interface WorkerPool {
  /** A worker of one's own, ready at once when one was kept warm. */
  take(): WorkerProcess;
  /** From now on keeps one ready, so that the next run starts without waiting for its process. */
  keepWarm(): void;
  close(): Promise<void>;
}

/** Training processes: each run has its own, and one more is kept ready. */
export function workerPool(options: SpawnOptions, spawn: (options: SpawnOptions) => WorkerProcess = spawnWorker): WorkerPool {
  const all = new Set<WorkerProcess>();
  let ready: WorkerProcess | null = null;
  let warm = false;
  let closed = false;
  const start = (): WorkerProcess => {
    const worker = spawn(options);
    all.add(worker);
    void worker.gone.then(() => all.delete(worker));
    return worker;
  };
  const warmUp = (): void => {
    if (warm && !closed && !ready?.alive) ready = start();
  };
  return {
    take() {
      const worker = ready?.alive ? ready : start();
      ready = null;
      // The next one loads while this run begins; a second of delay leaves the first the processor.
      setTimeout(warmUp, 1000).unref();
      return worker;
    },
    keepWarm() {
      warm = true;
      warmUp();
    },
    async close() {
      // A late call to keepWarm must not leave a process behind that keeps this one from ending.
      closed = true;
      await Promise.all([...all].map((worker) => worker.dismiss()));
    },
  };
}
