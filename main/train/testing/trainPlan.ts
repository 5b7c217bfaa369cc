import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { Control } from '../control.ts';
import { Outbox } from '../outbox.ts';
import type { FromWorker, StartMessage } from '../protocol.ts';
import { runTraining } from '../workerJobs.ts';

interface Choices extends Partial<Pick<StartMessage, 'engine' | 'checkpoint' | 'edits' | 'weights'>> {
  /** Where its checkpoints go. */
  readonly directory: string;
  /** Hears every message, and may tell the training what to do. */
  readonly hear?: (message: FromWorker, control: Control) => void;
}

/** Trains a plan to its end as a worker does, every message stored at once; gives the messages. */
export async function trainPlan(plan: TrainPlan, { hear, ...choices }: Choices): Promise<readonly FromWorker[]> {
  const messages: FromWorker[] = [];
  const control = new Control();
  const send = (message: FromWorker): void => {
    messages.push(message);
    if ('number' in message) outbox.acknowledge(message.number);
    hear?.(message, control);
  };
  const outbox = new Outbox(send);
  await runTraining({ type: 'start', run: 'r', plan, engine: 'auto', checkpoint: null, edits: {}, ...choices }, { control, outbox, send });
  return messages;
}
