import { expect, test } from 'vitest';
import { applyEdits } from '../../../graph/applyEdits.ts';
import { examined, hiddenLayers } from '../testing/recordedRun.ts';

const document = hiddenLayers('relu');

test('a loss that never falls asks for a tenth of the rate of the run', () => {
  const [found] = examined(document, { 'loss train': [0.7, 0.71, 0.699, 0.72] });
  expect(found).toMatchObject({ rule: 'lossNeverFalls', seen: expect.stringMatching(/^In 4 epochs .* began at 0.7, .* below 0.699/) });
  expect(found?.fix?.title).toBe('Set learning rate 0.001');
  const after = applyEdits(document, found?.fix?.edits(document) ?? []).document;
  expect(after.training['optimizer']).toMatchObject({ kind: 'adam', values: { learningRate: 0.001 } });
  expect(found?.fix?.edits(after)).toBeNull();
});

test('a loss that falls, is about 0 or has had no time yet is well', () => {
  expect(examined(document, { 'loss train': [0.7, 0.69, 0.6] })).toEqual([]);
  expect(examined(document, { 'loss train': [1e-5, 1e-5, 1.1e-5] })).toEqual([]);
  expect(examined(document, { 'loss train': [0.7, 0.71] })).toEqual([]);
});

test('batches tell it where there are few epochs', () => {
  const points = (value: (step: number) => number) => Array.from({ length: 200 }, (_, at) => [at + 1, 1, value(at)] as const);
  const lines = (value: (step: number) => number) =>
    [{ name: 'loss', split: 'train', head: '', unit: 'batch', points: points(value) }] as const;
  expect(examined(document, {}, { lines: lines((at) => 2.3 + 0.1 * Math.sin(at)) })).toMatchObject([{ rule: 'lossNeverFalls' }]);
  expect(examined(document, {}, { lines: lines((at) => 2.3 - at / 200) })).toEqual([]);
});

test('at a learning rate of 0 it says that no step moves a weight, and proposes what the optimizer usually takes', () => {
  const still = hiddenLayers('relu', { optimizer: { kind: 'adam', values: { learningRate: 0 } } });
  const [found] = examined(still, { 'loss train': [0.7, 0.7, 0.7] });
  expect(found?.seen).toMatch(/The learning rate is 0, so that no step moves a weight\.$/);
  expect(found?.remedy).toMatch(/^Set a learning rate above 0: Adam usually takes 0\.001\./);
  const after = applyEdits(still, found?.fix?.edits(still) ?? []).document;
  expect(after.training['optimizer']).toMatchObject({ values: { learningRate: 0.001 } });
  expect(found?.fix?.edits(after)).toBeNull();
});

test('steps that are too short for the weights to move are told so, and a larger rate is proposed', () => {
  const slow = hiddenLayers('relu', { optimizer: { kind: 'adam', values: { learningRate: 1e-9 } } });
  const [found] = examined(slow, { 'loss train': [0.7, 0.7, 0.7] });
  expect(found?.seen).toMatch(
    /At the learning rate 1\.0e-9 the weights of \S+, which can move farthest, have moved by at most \S+ % of their size/,
  );
  expect(found?.fix?.title).toBe('Set learning rate 0.001');
  const after = applyEdits(slow, found?.fix?.edits(slow) ?? []).document;
  expect(after.training['optimizer']).toMatchObject({ values: { learningRate: 0.001 } });
  expect(found?.fix?.edits(after)).toBeNull();
});

test('a momentum that would take a step on for ever does not make short steps long', () => {
  const carrying = hiddenLayers('relu', { optimizer: { kind: 'sgd', values: { learningRate: 1e-9, momentum: 1 } } });
  const norms = Object.fromEntries(
    ['dense', 'dense_1', 'dense_2', 'dense_3'].map((name) => [`gradientNorm train ${name}`, [0.1, 0.1, 0.1]]),
  );
  const [found] = examined(carrying, { 'loss train': [0.7, 0.7, 0.7], ...norms });
  expect(found?.seen).toMatch(/the steps are too short/);
  expect(found?.fix?.title).toBe('Set learning rate 0.01');
});

test('of an optimizer whose steps are as long as the gradient, the norms tell whether they are too short or the gradient is', () => {
  const sgd = (learningRate: number) => hiddenLayers('relu', { optimizer: { kind: 'sgd', values: { learningRate } } });
  const norms = (norm: number) =>
    Object.fromEntries(['dense', 'dense_1', 'dense_2', 'dense_3'].map((name) => [`gradientNorm train ${name}`, [norm, norm, norm]]));
  const rows = { 'loss train': [0.7, 0.7, 0.7] };
  expect(examined(sgd(1e-6), { ...rows, ...norms(0.1) })[0]?.fix?.title).toBe('Set learning rate 0.01');
  // As large as it usually is, and still too short for what comes back.
  expect(examined(sgd(0.01), { ...rows, ...norms(1e-3) })[0]?.fix?.title).toBe('Set learning rate 0.1');
  expect(examined(sgd(1), { ...rows, ...norms(1) })[0]?.fix?.title).toBe('Set learning rate 0.1');
  // Where they were not watched, what the optimizer usually takes tells it.
  expect(examined(sgd(1e-6), rows)[0]).toMatchObject({
    seen: expect.stringContaining('far below the 0.01'),
    fix: { title: 'Set learning rate 0.01' },
  });
  const [none] = examined(sgd(0.01), { ...rows, ...norms(0) });
  expect(none?.seen).toMatch(/No gradient of any layer was above 0, so that no step moves a weight\.$/);
  expect(none?.fix).toBeUndefined();
});
