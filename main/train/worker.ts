import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { ExportResult } from '../../shared/ipc/rows.ts';
import { DataUnavailable } from '../files/dataUnavailable.ts';
import { EngineUnavailable } from '../engine/engineUnavailable.ts';
import { Control } from './control.ts';
import { inWords } from './inWords.ts';
import { Outbox } from './outbox.ts';
import { protocolVersion, type FromWorker, type ToWorker } from './protocol.ts';
import { runPrediction } from './predictExamples.ts';
import { runRateTest } from './rateTest.ts';
import { runTest, runTraining } from './workerJobs.ts';

/** The two-way channel to the core. */
export interface WorkerChannel {
  send(message: FromWorker): void;
  onMessage(receive: (message: ToWorker) => void): void;
  /** Ends the process. */
  exit(): void;
}

/** Milliseconds between two signs of this thread; while it is in a long call there are none, and the core goes by the pulse of the process. */
const heartbeatEvery = 2000;

/** Work that stands behind training in the order of the folders, and so is handed in. */
export interface OtherJobs {
  export(message: Extract<ToWorker, { type: 'export' }>): Promise<ExportResult>;
}

/** One worker: says hello, does one job at a time, and keeps listening while it works. */
export function runWorker(channel: WorkerChannel, jobs: OtherJobs): void {
  const control = new Control();
  const outbox = new Outbox((message) => channel.send(message));
  const job = (work: Promise<void>, plan: TrainPlan): void => {
    work.catch((error: unknown) => {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      channel.send({ type: 'failed', message: inWords(error, plan), detail, outside: isOutside(error) });
    });
  };
  channel.onMessage((message) => {
    switch (message.type) {
      case 'start':
        return job(runTraining(message, { control, outbox, send: (answer) => channel.send(answer) }), message.plan);
      case 'pause':
      case 'stop':
        return control.set(message.type);
      case 'edit':
        return control.edit(message.edit, message.plan);
      case 'resume':
        return control.set('run');
      case 'test':
        return job(
          runTest(message.plan, message.engine, message.checkpoint).then((metrics) => channel.send({ type: 'tested', metrics })),
          message.plan,
        );
      case 'predict':
        return job(
          runPrediction(message.plan, message.engine, message.checkpoint, message.question).then((result) =>
            channel.send({ type: 'predicted', result }),
          ),
          message.plan,
        );
      case 'findRate':
        return job(
          runRateTest(message.plan, message.engine, message.weights, message.phase).then((result) =>
            channel.send({ type: 'rateFound', result }),
          ),
          message.plan,
        );
      case 'export':
        return job(
          jobs.export(message).then((result) => channel.send({ type: 'exported', result })),
          message.plan,
        );
      case 'acknowledge':
        return outbox.acknowledge(message.number);
      case 'exit':
        return channel.exit();
    }
  });
  const heartbeat = setInterval(() => channel.send({ type: 'heartbeat' }), heartbeatEvery);
  heartbeat.unref();
  channel.send({ type: 'hello', protocol: protocolVersion, pid: process.pid });
}

/** A full disk, data or an engine that cannot be had: the same run may go on when there is room, or they are back. */
const isOutside = (error: unknown): boolean =>
  error instanceof EngineUnavailable ||
  error instanceof DataUnavailable ||
  /ENOSPC|EDQUOT/.test(error instanceof Error ? error.message : String(error));
