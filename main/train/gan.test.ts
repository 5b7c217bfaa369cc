import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import type { FromWorker } from './protocol.ts';
import { decodeSafetensors } from './safetensors.ts';
import { heapsOf } from './testing/madeByGans.ts';
import { trainPlan } from './testing/trainPlan.ts';
import { openPlan } from './workerJobs.ts';

const ganPlan = (overrides: Parameters<typeof buildPlan>[1]): TrainPlan => {
  const built = buildPlan(findTemplate('ring-gan').build(), overrides);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
};
type Kept = Extract<FromWorker, { type: 'checkpoint' }>;
const lastOf = (messages: readonly FromWorker[]): Kept =>
  messages.findLast((message): message is Kept => message.type === 'checkpoint') ?? expect.fail('no checkpoint');

test('a GAN stopped between judge and generator and resumed ends as the unbroken one, byte for byte', async () => {
  const plan = ganPlan({ epochs: 2, limit: 700 });
  const start = { engine: 'cpu' } as const;
  const whole = await trainPlan(plan, { directory: temporaryFolder(), ...start });
  let steps = 0;
  const broken = await trainPlan(plan, {
    directory: temporaryFolder(),
    ...start,
    hear(message, control) {
      if (message.type === 'started') steps = message.stepsPerEpoch;
      if (message.type === 'epochEnded') control.set('stop');
    },
  });
  // An odd number of steps: the next epoch begins with the judge whatever came last.
  expect(steps % 2).toBe(0);
  const resumed = await trainPlan(plan, { directory: temporaryFolder(), ...start, checkpoint: lastOf(broken).path });
  expect(lastOf(resumed).sha256).toBe(lastOf(whole).sha256);
  const state = decodeSafetensors(await readFile(lastOf(whole).path)).state;
  expect(state['optimizer/judge/iterations']?.numbers[0]).toBe(steps);
  expect(state['optimizer/generator/iterations']?.numbers[0]).toBe(steps);
  // What is shown: before training, and at its end, of the same chance beside the same points of the data.
  const samples = whole.flatMap((message) => (message.type === 'samples' ? [message.samples] : []));
  expect([samples[0]?.step, samples.at(-1)?.step, samples.at(-1)?.epoch]).toEqual([0, 2 * steps, 2]);
  const [first] = samples[0]?.outputs ?? [];
  const [last] = samples.at(-1)?.outputs ?? [];
  expect(last).toMatchObject({ name: 'points', shape: [2], real: first?.real });
  expect(last?.numbers).toHaveLength(last?.real?.length ?? 0);
  expect(last?.numbers).not.toEqual(first?.numbers);
  // Each phase has points of its own, in the steps that were its.
  const points = whole.flatMap((message) => (message.type === 'points' ? message.points : []));
  const of = (head: string): number[] =>
    points.flatMap(({ series, points: list }) =>
      series.name === 'loss' && series.head === head && series.unit === 'batch' ? list.map(([step]) => step) : [],
    );
  expect(of('judge')).toEqual(Array.from({ length: steps }, (_, at) => 2 * at + 1));
  expect(of('generator')).toEqual(Array.from({ length: steps }, (_, at) => 2 * at + 2));
});

test('the template learns: most generated points lie near a heap, and every heap is found', { timeout: 240_000 }, async () => {
  const plan = ganPlan({});
  const path = lastOf(await trainPlan(plan, { directory: temporaryFolder() })).path;
  const { model, split } = await openPlan(plan, { engine: 'auto', checkpoint: path });
  const { points } = await model.predict(split.train.slice(0, 1000));
  model.dispose();
  const { near, heaps } = heapsOf(points?.numbers ?? []);
  expect(near).toBeGreaterThan(700);
  expect(heaps).toBe(8);
});

test('the learning rate of one phase is changed in a pause, the other keeps its own; a resumed run has it too', async () => {
  const plan = ganPlan({ epochs: 3, limit: 700 });
  const start = { engine: 'cpu' } as const;
  let steps = 0;
  const edited = await trainPlan(plan, {
    directory: temporaryFolder(),
    ...start,
    hear(message, control) {
      if (message.type === 'started') steps = message.stepsPerEpoch;
      if (message.type === 'epochEnded' && message.epoch === 1) control.set('pause');
      if (message.type !== 'paused') return;
      control.edit({ rates: { generator: 0.0002 } });
      setImmediate(() => control.set('run'));
    },
  });
  const rates = (head: string): Map<number, number> =>
    new Map(
      edited
        .flatMap((message) => (message.type === 'points' ? message.points : []))
        .filter(({ series: { name, unit, head: own } }) => name === 'learningRate' && unit === 'batch' && own === head)
        .flatMap(({ points }) => points.map(([step, , value]) => [step, value] as const)),
    );
  const [judge, generator] = [rates('judge'), rates('generator')];
  expect([judge.get(1), judge.get(steps + 1), generator.get(1), generator.get(steps + 2)]).toEqual([0.001, 0.001, 0.001, 0.0002]);
  const later = edited.find((message): message is Kept => message.type === 'checkpoint' && message.epoch === 2);
  const resumed = await trainPlan(plan, { directory: temporaryFolder(), ...start, checkpoint: later?.path ?? '' });
  expect(lastOf(resumed).sha256).toBe(lastOf(edited).sha256);
  const unchanged = await trainPlan(plan, { directory: temporaryFolder(), ...start });
  expect(lastOf(unchanged).sha256).not.toBe(lastOf(edited).sha256);
});
