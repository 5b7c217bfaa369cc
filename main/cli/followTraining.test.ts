import { expect, test } from 'vitest';
import type { RunRow, SeriesPoints } from '../../shared/ipc/rows.ts';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { metricRows } from '../../shared/plan/metricRows.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { followTraining } from './followTraining.ts';
import { tellingClient } from './testing/tellingClient.ts';

/** Follows a run whose rows come as these; gives what was told, in order. */
async function follow(begun: RunRow, rows: readonly RunRow[]): Promise<readonly string[]> {
  const told: string[] = [];
  const { client, tell } = tellingClient();
  const listener = {
    started: () => void told.push('started'),
    epochEnded: (_: RunRow, epoch: number) => void told.push(`epoch ${epoch}`),
    progress() {},
    noticed: (_: RunRow, message: string) => void told.push(message),
    ended: ({ state }: RunRow) => void told.push(state),
  };
  await followTraining(client, listener, () => {
    // They may come before the answer.
    for (const row of rows) tell('runChanged', row);
    return Promise.resolve(begun);
  });
  return told;
}
const note = (message: string) => ({ step: 0, message });

test('each notice is told once, after the start and before what follows it; those of an earlier time are not told again', async () => {
  const begun = makeRun({ state: 'starting', notices: [note('of an earlier time')] });
  const running: RunRow = { ...begun, state: 'running', engine: 'wasm', notices: [...begun.notices, note('a')] };
  const later = { ...running, epoch: 1, notices: [...running.notices, note('b')] };
  const told = await follow(begun, [
    { ...begun, notices: running.notices },
    running,
    running,
    later,
    { ...later, epoch: 2 },
    { ...later, epoch: 2, state: 'finished' },
  ]);
  expect(told).toEqual(['started', 'a', 'b', 'epoch 1', 'epoch 2', 'finished']);
});

test('a run that ends before it starts tells its notices first', async () => {
  const begun = makeRun({ state: 'starting' });
  expect(await follow(begun, [{ ...begun, state: 'interrupted', notices: [note('a')] }])).toEqual(['a', 'interrupted']);
});

test('a metric is called the same by the epochs whose row was seen, by those that passed between two rows, and on the way', async () => {
  const document = findTemplate('ring-gan').build();
  const built = buildPlan(document);
  if ('problems' in built) throw new Error('the template has problems');
  const rows = metricRows(built.plan);
  const { client, tell } = tellingClient({}, 'ring-gan');
  const begun = makeRun({ state: 'running', engine: 'wasm' });
  const metrics = Object.fromEntries(
    rows.flatMap(({ key }, at) => [
      [key, at],
      [`val_${key}`, at],
    ]),
  );
  const points = (unit: 'batch' | 'epoch', split: 'train' | 'validation', epoch: number): SeriesPoints[] =>
    rows.map(({ name, head }, at) => ({ series: { id: at, run: begun.id, name, head, split, unit }, points: [[epoch, epoch, at]] }));
  const told: string[][] = [];
  const keep = (_: RunRow, __: number, own: object): void => void told.push(Object.keys(own).toSorted());
  const listener = { started() {}, epochEnded: keep, progress: keep, noticed() {}, ended() {} };
  await followTraining(client, listener, () => {
    tell('runChanged', begun);
    for (const epoch of [1, 2])
      tell('pointsAdded', { run: begun.id, points: [...points('epoch', 'train', epoch), ...points('epoch', 'validation', epoch)] });
    // What is told of the course and of layers is no metric.
    const course = { id: 99, run: begun.id, name: 'learningRate', head: 'judge', split: 'train', unit: 'epoch' } as const;
    tell('pointsAdded', { run: begun.id, points: [{ series: course, points: [[1, 1, 0.1]] }, ...points('batch', 'train', 3)] });
    tell('runChanged', { ...begun, epoch: 2, metrics });
    tell('runChanged', { ...begun, epoch: 3, metrics, state: 'finished' });
    return Promise.resolve(begun);
  });
  const whole = Object.keys(metrics).toSorted();
  expect(whole).toContain('val_judge_real_loss');
  expect(told).toEqual([[], whole, whole, rows.map(({ key }) => key).toSorted(), whole]);
});
