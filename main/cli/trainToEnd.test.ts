import { expect, test } from 'vitest';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import type { Joined } from '../local/joinCore.ts';
import { exitCodes, type CliContext } from './command.ts';
import { tellingClient } from './testing/tellingClient.ts';
import { trainToEnd } from './trainToEnd.ts';

test('a run whose end the disk did not take yet has ended all the same: the command does not wait for it, nor calls it that of a window', async () => {
  const begun = makeRun({ state: 'starting' });
  const [told, stored]: RunRow[] = [
    { ...begun, state: 'interrupted', reason: 'The disk is full.' },
    { ...begun, state: 'running' },
  ];
  const { client, tell } = tellingClient({ listRuns: [stored] });
  const said: string[] = [];
  const context = {
    print: (text: string) => void said.push(text),
    warn: (text: string) => void said.push(text),
    onInterrupt: () => () => {},
    terminal: null,
  } as unknown as CliContext;
  const joined = { owns: () => true } as unknown as Joined;
  const code = await trainToEnd(context, client, joined, { json: false, layers: false }, () => {
    if (told) tell('runChanged', told);
    return Promise.resolve(begun);
  });
  expect(code).toBe(exitCodes.problem);
  expect(said.join('\n')).toMatch(/The disk is full/);
  expect(said.join('\n')).not.toMatch(/window/);
});
