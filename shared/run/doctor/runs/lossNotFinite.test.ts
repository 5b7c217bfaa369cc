import { expect, test } from 'vitest';
import { beginAnewWords } from '../../brokenLoss.ts';
import { findTemplate } from '../../../templates/index.ts';
import { examined, hiddenLayers } from '../testing/recordedRun.ts';

const reason = (what: string): string =>
  `The loss was no finite number in epoch 1, batch 3; the first that was none is ${what}: try this. The weights of epoch 1, batch 2 are kept.`;

test('a loss that became no number asks for a tenth of the rate, unless the data is the cause', () => {
  const document = hiddenLayers('relu');
  const [found] = examined(document, {}, { state: 'stopped', reason: reason('the output of "dense"') });
  expect(found).toMatchObject({ rule: 'lossNotFinite', fix: { title: 'Set learning rate 0.001' } });
  const [data] = examined(document, {}, { state: 'failed', reason: reason('the data of the column "x"') });
  expect(data?.fix).toBeUndefined();
  expect(data?.remedy).toMatch(/Mend or leave out/);
  const beyond = `${reason('the weight')} ${beginAnewWords}`;
  expect(examined(document, {}, { state: 'stopped', reason: beyond })[0]?.remedy).toMatch(
    /^Begin a new run with the learning rate 0\.001 in place of 0\.01.*no weights left to go on from\.$/,
  );
  expect(examined(document, {}, { state: 'failed', reason: 'The disk is full.' })).toEqual([]);
});

test('phases that go by rates of their own are told a rate for each', () => {
  const ring = findTemplate('ring-gan').build();
  const own = (name: string, learningRate: number) => ({
    kind: 'phase',
    values: { name, optimizer: { kind: 'adam', values: { learningRate } } },
  });
  const document = { ...ring, training: { ...ring.training, phases: [own('judge', 1e5), own('generator', 0.002)] } };
  const [found] = examined(document, {}, { state: 'stopped', reason: reason('the weight') });
  expect(found?.remedy).toMatch(
    /^Take the learning rate 0\.001 in place of 100000 for judge and 2\.0e-4 in place of 0\.002 for generator, or clip/,
  );
  expect(found?.fix).toBeUndefined();
});
