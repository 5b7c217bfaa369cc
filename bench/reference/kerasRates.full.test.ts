import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';
import { temporaryFolder } from '../../main/store/fixtures/temporaryFolder.ts';
import { trainPlan } from '../../main/train/testing/trainPlan.ts';
import { findOptimizer, findSchedule } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { runPython, toldMetric } from './runPython.ts';

const python = process.env['NETLOOM_PYTHON'];
const epochs = 14;

/** A line through numbers from zero weights on, all examples in one batch: nothing is drawn, so that Keras must come to the same loss, step by step. */
function planOf(training: Parameters<typeof toJson>[0]): TrainPlan {
  const { data, training: usual } = findTemplate('regression').build();
  const document = testDocument(
    {
      in: ['input', { shape: [10] }],
      out: ['dense', { units: 1, kernelInitializer: 'zeros' }],
      head: ['output', { loss: 'meanSquaredError' }],
    },
    ['in -> out', 'out -> head'],
  );
  const built = buildPlan({ ...document, data, training: { ...usual, ...toJson(training) } }, { epochs, batchSize: 4096 });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}
const schedule = (kind: string, values: object = {}) => ({ kind, values: { ...defaultValues(findSchedule(kind).params), ...values } });
const optimizer = (kind: string, values: object) => ({ kind, values: { ...defaultValues(findOptimizer(kind).params), ...values } });

const momentum = optimizer('sgd', { learningRate: 0.02, momentum: 0.9 });
const nesterov = optimizer('sgd', { learningRate: 0.02, momentum: 0.9, nesterov: true });
const adam = optimizer('adam', { learningRate: 0.5 });
const [loss, valLoss] = ['loss', 'val_loss'] as const;

async function losses(training: Parameters<typeof toJson>[0]): Promise<{ ours: Readonly<Record<string, number>>; plan: TrainPlan }> {
  const plan = planOf(training);
  const messages = await trainPlan(plan, { directory: temporaryFolder(), engine: 'cpu' });
  return { plan, ours: messages.filter((message) => message.type === 'epochEnded').at(-1)?.metrics ?? {} };
}

describe.skipIf(!python)('the Keras script moves its rates as the studio does', () => {
  it.each([
    ['new-bob', momentum, schedule('newBob', { factor: 0.4 }), null],
    ['new-bob with a warm-up', momentum, schedule('newBob', { factor: 0.4 }), 4],
    ['plateau', momentum, schedule('plateau', { patience: 2, factor: 0.3 }), null],
    ['plateau with a warm-up', momentum, schedule('plateau', { patience: 2, factor: 0.3, minDelta: 5 }), 4],
    ['a warm-up alone', momentum, schedule('constant'), 5],
    ['cosine with a warm-up', momentum, schedule('cosine'), 4],
    ['triangle', momentum, schedule('triangle', { period: 5, heightFactor: 0.8 }), null],
    ['1cycle', momentum, schedule('oneCycle'), null],
    ['1cycle with a warm-up', momentum, schedule('oneCycle'), 3],
    ['1cycle and Nesterov', nesterov, schedule('oneCycle'), null],
    ['1cycle and Adam', adam, schedule('oneCycle'), null],
    ['1cycle and AdamW', optimizer('adamW', { learningRate: 0.5 }), schedule('oneCycle'), null],
    ['1cycle and Adamax', optimizer('adamax', { learningRate: 0.5 }), schedule('oneCycle'), null],
    ['1cycle and Nadam', optimizer('nadam', { learningRate: 0.5 }), schedule('oneCycle'), null],
    ['1cycle and the Nesterov of the lecture', optimizer('lectureNesterov', { learningRate: 0.05 }), schedule('oneCycle'), null],
    ['1cycle and Lion', optimizer('lion', { learningRate: 0.2 }), schedule('oneCycle'), null],
    ['1cycle and RMSprop', optimizer('rmsprop', { learningRate: 0.05, momentum: 0.9 }), schedule('oneCycle'), null],
    ['1cycle and the momentum of the lecture', optimizer('lectureMomentum', { learningRate: 0.05 }), schedule('oneCycle'), null],
  ])(
    'under %s',
    async (name, own, moving, warmupEpochs) => {
      const { plan, ours } = await losses({ optimizer: own, schedule: moving, warmupEpochs });
      // The rate, or the momentum, makes a difference.
      const { ours: constant } = await losses({ optimizer: own });
      expect(Math.abs((ours[loss] ?? 0) / (constant[loss] ?? 1) - 1)).toBeGreaterThan(1e-2);
      const folder = join(temporaryFolder(), 'script');
      await exportScript(plan, folder);
      const log = await runPython(join(folder, scriptName));
      const theirs = { [loss]: toldMetric(log, '(?<!val_)loss'), [valLoss]: toldMetric(log, valLoss) };
      process.stdout.write(`${name}: ${JSON.stringify(theirs)} in Keras, ${ours[loss]}, ${ours[valLoss]} here\n`);
      // Keras validates where it takes its gradients.
      const keys = findOptimizer(own.kind).lookAhead ? [loss] : [loss, valLoss];
      for (const key of keys) expect(Math.abs((theirs[key] ?? Number.NaN) / (ours[key] ?? Number.NaN) - 1)).toBeLessThan(2e-4);
    },
    300_000,
  );
});
