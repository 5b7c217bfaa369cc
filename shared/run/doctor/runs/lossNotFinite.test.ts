import { expect, test } from 'vitest';
import { beginAnewWords } from '../../brokenLoss.ts';
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
