import { expect, test } from 'vitest';
import type { Client } from '../../shared/ipc/client.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { followTraining } from './followTraining.ts';

/** Follows a run whose rows come as these; gives what was told, in order. */
async function follow(begun: RunRow, rows: readonly RunRow[]): Promise<readonly string[]> {
  const told: string[] = [];
  let change = (_: RunRow): void => {};
  const client = {
    on(name: string, hear: (row: RunRow) => void) {
      if (name === 'runChanged') change = hear;
      return () => {};
    },
    onClose() {},
  } as unknown as Client;
  const listener = {
    started: () => void told.push('started'),
    epochEnded: (_: RunRow, epoch: number) => void told.push(`epoch ${epoch}`),
    progress() {},
    noticed: (_: RunRow, message: string) => void told.push(message),
    ended: ({ state }: RunRow) => void told.push(state),
  };
  await followTraining(client, listener, () => {
    // They may come before the answer.
    for (const row of rows) change(row);
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
