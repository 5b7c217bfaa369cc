import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPlan, type PlanOverrides } from '../../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import { Control } from '../control.ts';
import { Outbox } from '../outbox.ts';
import type { FromWorker } from '../protocol.ts';
import { runTraining } from '../workerJobs.ts';

/** Trains a template to its end as a worker does, every message stored at once, and shows `look` what came of it before the folder goes. */
export async function trainTemplate(
  id: string,
  overrides: PlanOverrides,
  look: (trained: { readonly plan: TrainPlan; readonly messages: readonly FromWorker[] }) => Promise<void> | void,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'netloom-template-'));
  try {
    const built = buildPlan(findTemplate(id).build(), overrides);
    if ('problems' in built) throw new Error(built.problems[0]?.message);
    const messages: FromWorker[] = [];
    const send = (message: FromWorker): void => {
      messages.push(message);
      if ('number' in message) outbox.acknowledge(message.number);
    };
    const outbox = new Outbox(send);
    await runTraining(
      { type: 'start', run: 'r', plan: built.plan, engine: 'auto', directory, checkpoint: null, edits: {} },
      { control: new Control(), outbox, send },
    );
    await look({ plan: built.plan, messages });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
