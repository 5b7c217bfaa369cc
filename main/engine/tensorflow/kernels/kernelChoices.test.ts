import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Alternative } from './alternatives/alternative.ts';
import { KernelChoices } from './kernelChoices.ts';

const named = (signature: string, work = 1e6): Alternative => ({
  signature,
  theirs: { kernel: 'MatMul', attr: {} },
  own: { kernel: 'NetloomMatMul', attr: {} },
  work,
  rank: 2,
  sample: [],
});

/** Choices over a file of their own; `measured` hears what had to be measured. */
function open(options: { file?: string; given?: Readonly<Record<string, string>>; machine?: string; finds?: 'own' | 'tensorflow' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-kernels-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { file = join(folder, 'kernels.jsonl'), given = {}, machine = 'here', finds = 'own' } = options;
  const measured: string[] = [];
  const warned: string[] = [];
  const choices = new KernelChoices({
    machine,
    given,
    file,
    warn: (message) => void warned.push(message),
    measure: async (alternatives) => {
      measured.push(...alternatives.map(({ signature }) => signature));
      return Object.fromEntries(alternatives.map(({ signature }) => [signature, finds]));
    },
  });
  return { choices, measured, warned, file };
}

it('measures what is new once, and knows it the next time on the same machine', async () => {
  const { choices, measured, file } = open();
  await choices.decide([named('a'), named('b'), named('a')]);
  await choices.decide([named('b')]);
  expect(measured).toEqual(['a', 'b']);
  expect(choices.isOwn(named('a'))).toBe(true);
  expect(choices.isOwn(named('never asked for'))).toBe(false);

  const later = open({ file, finds: 'tensorflow' });
  await later.choices.decide([named('a'), named('c')]);
  expect(later.measured).toEqual(['c']);
  expect(later.choices.chosen).toEqual({ a: 'own', c: 'tensorflow' });

  const elsewhere = open({ file, machine: 'there', finds: 'tensorflow' });
  await elsewhere.choices.decide([named('a')]);
  expect(elsewhere.measured).toEqual(['a']);
  expect(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  ).toHaveLength(4);
});

it('measures nothing where there is little to compute', async () => {
  const { choices, measured } = open({ finds: 'tensorflow' });
  await choices.decide([named('small', 1000)]);
  expect(measured).toEqual([]);
  expect(choices.isOwn(named('small', 1000))).toBe(true);
});

it('keeps how a pass runs for the run that goes on', () => {
  const { choices } = open();
  choices.keepPass('train of 32', 'tensorflow');
  expect(choices.passBefore('train of 32')).toBeUndefined();
  const resumed = open({ given: choices.chosen });
  expect(resumed.choices.passBefore('train of 32')).toBe('tensorflow');
  expect(resumed.choices.passBefore('train of 16')).toBeUndefined();
  expect(resumed.choices.chosen).toEqual(choices.chosen);
});

it('goes on with what a run began with, whatever was measured since', async () => {
  const { choices, file } = open();
  await choices.decide([named('a')]);
  const resumed = open({ file, given: { a: 'tensorflow', b: 'own' } });
  await resumed.choices.decide([named('a'), named('b')]);
  expect(resumed.choices.chosen).toEqual({ a: 'tensorflow', b: 'own' });
  expect(resumed.measured).toEqual([]);
});

it('takes the choice of a process that was first', async () => {
  const { choices, file } = open();
  const other = { machine: 'here', signature: 'a', choice: 'tensorflow' };
  const racing = new KernelChoices({
    machine: 'here',
    given: {},
    file,
    measure: async () => {
      appendFileSync(file, `${JSON.stringify(other)}\n`);
      return { a: 'own' };
    },
  });
  await racing.decide([named('a')]);
  expect(racing.chosen).toEqual({ a: 'tensorflow' });
  await choices.decide([named('a')]);
  expect(choices.chosen).toEqual({ a: 'tensorflow' });
});

it('a file that was cut off in the midst of a line keeps what is added after it', async () => {
  const { choices, measured, file } = open();
  writeFileSync(file, '{"machine":"here","signature":"a","choice":"fast"}\n{"machine":"here","sig');
  await choices.decide([named('a')]);
  expect(measured).toEqual(['a']);
  const later = open({ file, finds: 'tensorflow' });
  await later.choices.decide([named('a')]);
  expect(later.measured).toEqual([]);
  expect(later.choices.chosen).toEqual({ a: 'own' });
});

it('where nothing can be kept, nothing is measured: the same kernels are taken each time, and that is said', async () => {
  const { file } = open();
  writeFileSync(file, '');
  for (const finds of ['own', 'tensorflow'] as const) {
    const nowhere = open({ file: join(file, 'kernels.jsonl'), finds, given: { b: 'own' } });
    await nowhere.choices.decide([named('a'), named('b'), named('small', 1000)]);
    expect(nowhere.choices.chosen).toEqual({ a: 'tensorflow', b: 'own', small: 'own' });
    expect(nowhere.measured).toEqual([]);
    expect(nowhere.warned).toEqual([expect.stringMatching(/cannot be kept: .* is a file.*set NETLOOM_CACHE.* TensorFlow's own are taken/)]);
  }
});

it.skipIf(process.platform === 'win32')('a file that takes lines and gives none back is as good as none', async () => {
  // Null devices are such files.
  const nowhere = open({ file: '/dev/null' });
  await nowhere.choices.decide([named('a')]);
  expect(nowhere.choices.chosen).toEqual({ a: 'tensorflow' });
  expect(nowhere.warned).toEqual([expect.stringMatching(/cannot be read again/)]);
});

it('what a run began with is kept with it, needed already or not, and in an order that does not tell when it was resumed', async () => {
  const { choices } = open({ given: { later: 'tensorflow' } });
  await choices.decide([named('a')]);
  expect(Object.entries(choices.chosen)).toEqual([
    ['a', 'own'],
    ['later', 'tensorflow'],
  ]);
});
