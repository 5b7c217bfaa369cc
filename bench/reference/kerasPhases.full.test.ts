import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';
import { temporaryFolder } from '../../main/store/fixtures/temporaryFolder.ts';
import { findCallback, findSchedule } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { buildPlan, type PlanOverrides } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { runPython, toldMetric } from './runPython.ts';

const python = process.env['NETLOOM_PYTHON'];
function planOf(id: string, training: Parameters<typeof toJson>[0], overrides: PlanOverrides): TrainPlan {
  const document = findTemplate(id).build();
  const built = buildPlan({ ...document, training: { ...document.training, ...toJson(training) } }, overrides);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}
async function logOf(plan: TrainPlan): Promise<string> {
  const folder = join(temporaryFolder(), 'script');
  await exportScript(plan, folder);
  return runPython(join(folder, scriptName));
}
const schedule = (kind: string, values: object = {}) => ({
  kind,
  values: { ...defaultValues(findSchedule(kind).params), ...values },
});
const callback = (kind: string, values: object) => ({ kind, values: { ...defaultValues(findCallback(kind).params), ...values } });

/** What may be chosen besides in a training with phases, and runs in Keras too. */
describe.skipIf(!python)('the Keras script of a training with phases', () => {
  it.each([
    ['a schedule by steps', { schedule: schedule('cosineRestarts') }],
    ['a warm-up', { schedule: schedule('cosine'), warmupEpochs: 1 }],
    [
      'a schedule that goes by a metric, and a penalty',
      { schedule: schedule('plateau', { metric: 'val_judge_loss', patience: 1 }), weightPenalty: { kind: 'l2', values: {} } },
    ],
    ['the best weights kept', { callbacks: [callback('bestCheckpoint', { metric: 'val_generator_loss' })] }],
  ])('runs with %s', async (_name, training) => {
    const log = await logOf(planOf('ring-gan', training, { epochs: 3, limit: 1000 }));
    expect(log).toContain('Epoch 3/3');
    expect(toldMetric(log, 'val_judge_loss')).toBeGreaterThan(0);
  });

  it('stops early', async () => {
    const callbacks = [callback('earlyStopping', { metric: 'val_judge_loss', patience: 1, minDelta: 100 })];
    const log = await logOf(planOf('ring-gan', { callbacks }, { epochs: 9, limit: 1000 }));
    expect(log).toContain('Epoch 2/9');
    expect(log).not.toContain('Epoch 4/9');
  });

  it('weighs the classes of one of several Outputs', async () => {
    const plan = planOf('perceptual-autoencoder', {}, { epochs: 2, limit: 1000 });
    const heads = plan.heads.map((head) => (head.name === 'digit' ? { ...head, classWeights: 'balanced' as const } : head));
    expect(toldMetric(await logOf({ ...plan, heads }), 'val_look_accuracy')).toBeGreaterThan(0.4);
  });
});
