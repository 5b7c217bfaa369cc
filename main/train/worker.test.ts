import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import { unloadableEngine } from '../engine/tensorflow/testing/unloadableEngine.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { describeFiles } from '../data/describeFiles.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { runWorker } from './worker.ts';

/** Trains XOR in a worker that lives in this process; gives what it said, to its end. */
function train(engine: EngineChoice, change = (plan: TrainPlan): TrainPlan => plan): Promise<readonly FromWorker[]> {
  const built = buildPlan(findTemplate('xor').build(), { epochs: 1 });
  if ('problems' in built) throw new Error('the template has problems');
  return new Promise((resolve) => {
    const said: FromWorker[] = [];
    let receive = (_: ToWorker): void => {};
    runWorker(
      {
        send(message) {
          said.push(message);
          if ('number' in message) receive({ type: 'acknowledge', number: message.number });
          if (message.type === 'ended' || message.type === 'failed') resolve(said);
        },
        onMessage: (hear) => (receive = hear),
        exit() {},
      },
      { export: () => Promise.reject(new Error('nothing is exported here')) },
    );
    receive({ type: 'start', run: 'r', plan: change(built.plan), engine, directory: temporaryFolder(), checkpoint: null, edits: {} });
  });
}

test('an engine that is there and does not load is nothing of the run: it can go on once that is set up again, which is told', async () => {
  const folder = unloadableEngine();
  expect((await train('tensorflow')).at(-1)).toMatchObject({
    type: 'failed',
    outside: true,
    message: expect.stringMatching(
      new RegExp(
        `^TensorFlow cannot be loaded from ${folder}/\\S+ \\(.*\\): to set it up again, install Netloom anew, or set NETLOOM_ENGINE`,
      ),
    ),
  });
});

test('where no engine was named it takes the next one, and says which it could not take and what to do', async () => {
  unloadableEngine();
  const said = await train('auto');
  const notices = said.flatMap((message) => (message.type === 'notice' ? [message.message] : []));
  expect(said.at(-1)).toMatchObject({ type: 'ended', outcome: 'finished' });
  expect(notices).toEqual([
    expect.stringMatching(
      /^It trains on \w+, as no engine was named and .* cannot be had: TensorFlow cannot be loaded from .* set it up again, install/,
    ),
  ]);
});

test('data that is not what it was is nothing of the run: it can go on once that is back, which is told', async () => {
  const file = join(temporaryFolder(), 'people.csv');
  writeFileSync(file, 'age,height,risk\n1,2,3\n4,5,6\n7,8,9\n');
  const dataset = { kind: 'table', values: { files: await describeFiles('table', file, null) } };
  const start = async () => (await train('cpu', (plan) => ({ ...plan, data: { ...plan.data, dataset } }))).at(-1);
  writeFileSync(file, 'age,height,risk\n1,2,3\n4,5,6\n7,8,8\n');
  expect(await start()).toMatchObject({
    outside: true,
    message: expect.stringMatching(/have changed .*: put the former ones back to go on/),
  });
  rmSync(file);
  expect(await start()).toMatchObject({ outside: true, message: `${file} cannot be read: there is no such file or folder` });
});
