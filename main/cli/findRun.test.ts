import { expect, test } from 'vitest';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { findRun } from './findRun.ts';
import { tellingClient } from './testing/tellingClient.ts';

const runs = [
  makeRun({ id: 'run-4abc', number: 2, projectName: 'XOR', projectId: 'p-1' }),
  makeRun({ id: 'run-1def', number: 1, projectName: 'Iris/own', projectId: 'p-2' }),
  makeRun({ id: 'run-4bcd', number: 1, projectName: 'XOR', projectId: 'p-1' }),
];
const find = async (name: string, own = runs): Promise<string> => (await findRun(tellingClient({ listRuns: own }).client, name)).id;

test('a run is found by its id, by how that begins, by its number, and by its project and number', async () => {
  expect(await find('run-4bcd')).toBe('run-4bcd');
  expect(await find('RUN-1')).toBe('run-1def');
  expect(await find('4b')).toBe('run-4bcd');
  // A number comes before the front of an id.
  expect(await find('2')).toBe('run-4abc');
  expect(await find('xor/1')).toBe('run-4bcd');
  expect(await find('p-2/1')).toBe('run-1def');
  expect(await find('Iris/own/1')).toBe('run-1def');
});

test('where several fit they are listed, and where none does that is said', async () => {
  await expect(find('1')).rejects.toThrow(
    '"1" fits 2 runs: name the one that is meant by its id, or as "Iris/own/1".\n  run-1def  run 1 of "Iris/own"\n  run-4bcd  run 1 of "XOR"',
  );
  await expect(find('4')).rejects.toThrow(/^"4" fits 2 runs: name the one that is meant by its id\.\n {2}run-4abc/);
  await expect(find('7')).rejects.toThrow('There is no run "7": "netloom runs" lists those that there are.');
  await expect(find('')).rejects.toThrow(/^There is no run ""/);
  await expect(find('7', [])).rejects.toThrow('There is no run "7": there are no runs yet.');
});
