import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';
import { temporaryFolder } from '../../main/store/fixtures/temporaryFolder.ts';
import { findCallback, findSchedule } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { buildPlan, type PlanOverrides } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { network } from '../../shared/templates/network.ts';
import { trainPlan } from '../../main/train/testing/trainPlan.ts';
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

  it('brings weights back from where a momentum leads after every step, so that the next phase finds them where they are', async () => {
    const nesterov = { kind: 'lectureNesterov', values: { learningRate: 0.02, beta: 0.9 } };
    const data = findTemplate('regression').build().data;
    const ones = { kernelInitializer: { kind: 'constant', values: { value: 0.1 } } };
    const document = network(
      {
        name: 'By turns',
        notes: '',
        data,
        training: {
          optimizer: nesterov,
          epochs: 6,
          batchSize: 4096,
          phases: [
            { kind: 'phase', values: { name: 'first', lastEpoch: 3 } },
            { kind: 'phase', values: { name: 'second', firstEpoch: 4 } },
          ],
        },
      },
      {
        x: { kind: 'input', values: { shape: [10], column: 'features' }, at: [0, 0] },
        below: { kind: 'dense', values: { units: 2, ...ones }, phase: 'first', from: ['x'], at: [1, 0] },
        one: { kind: 'dense', values: { units: 1, ...ones }, phase: 'first', from: ['below'], at: [2, 0] },
        other: { kind: 'dense', values: { units: 1, ...ones }, phase: 'second', from: ['below'], at: [2, 1] },
        a: { kind: 'output', values: { column: 'y', loss: 'meanSquaredError', metrics: [] }, phase: 'first', from: ['one'], at: [3, 0] },
        b: { kind: 'output', values: { column: 'y', loss: 'meanSquaredError', metrics: [] }, phase: 'second', from: ['other'], at: [3, 1] },
      },
    );
    const built = buildPlan(document);
    if ('problems' in built) throw new Error(built.problems[0]?.message);
    const messages = await trainPlan(built.plan, { directory: temporaryFolder(), engine: 'cpu' });
    const ours = messages.filter((message) => message.type === 'epochEnded').at(-1)?.metrics ?? {};
    const log = await logOf(built.plan);
    for (const key of ['second_loss', 'val_first_loss', 'val_second_loss'])
      expect(Math.abs(toldMetric(log, `(?<!val_)${key}`) / (ours[key] ?? Number.NaN) - 1), `${key}: ${log}`).toBeLessThan(2e-4);
  });

  it('weighs the classes of one of several Outputs', async () => {
    const plan = planOf('perceptual-autoencoder', {}, { epochs: 2, limit: 1000 });
    const heads = plan.heads.map((head) => (head.name === 'digit' ? { ...head, classWeights: 'balanced' as const } : head));
    expect(toldMetric(await logOf({ ...plan, heads }), 'val_look_accuracy')).toBeGreaterThan(0.4);
  });
});
