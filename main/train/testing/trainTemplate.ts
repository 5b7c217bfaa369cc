import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPlan, type PlanOverrides } from '../../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import type { FromWorker } from '../protocol.ts';
import { trainPlan } from './trainPlan.ts';

/** Trains a template to its end, and shows `look` what came of it before the folder goes. */
export async function trainTemplate(
  id: string,
  overrides: PlanOverrides,
  look: (trained: { readonly plan: TrainPlan; readonly messages: readonly FromWorker[] }) => Promise<void> | void,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'netloom-template-'));
  try {
    const built = buildPlan(findTemplate(id).build(), overrides);
    if ('problems' in built) throw new Error(built.problems[0]?.message);
    await look({ plan: built.plan, messages: await trainPlan(built.plan, { directory }) });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
