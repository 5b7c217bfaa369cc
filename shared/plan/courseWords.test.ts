import { expect, test } from 'vitest';
import { findTemplate } from '../templates/index.ts';
import { buildPlan } from './buildPlan.ts';
import { courseWords } from './courseWords.ts';
import { summarize } from './summarize.ts';

function planOf(template: string, training: object = {}) {
  const document = findTemplate(template).build();
  const built = buildPlan({ ...document, training: { ...document.training, ...training } });
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan;
}

test('what trains a model is told with what is not as usual', () => {
  expect(courseWords(planOf('iris-mlp'))).toEqual(['Every step: Adam (learning rate 0.01).']);
  const moved = planOf('iris-mlp', {
    optimizer: { kind: 'sgd', values: { learningRate: 0.1, momentum: 0.9 } },
    schedule: { kind: 'stepDecay', values: { every: 2 } },
    warmupEpochs: 1,
  });
  expect(courseWords(moved)).toEqual([
    'Every step: SGD (learning rate 0.1, momentum 0.9), schedule Step decay (every 2), a warm-up of 1 epoch.',
  ]);
});

test('phases are told one by one, and what is used twice stands in the table once', () => {
  const gan = planOf('ring-gan');
  expect(courseWords(gan)).toEqual([
    'judge and generator train in turns:',
    '  judge: by real and generated, Adam (learning rate 0.001, beta1 0.5, beta2 0.99), trains judge_dense, judge_dense_1, judge_score.',
    '  generator: by fooled, Adam (learning rate 0.001, beta1 0.5, beta2 0.99), trains generator_dense, generator_dense_1, generator_made.',
  ]);
  expect(summarize(gan).match(/^judge_.*$/gm)).toEqual([
    'judge_dense (Dense) × 2    128                              384',
    'judge_dense_1 (Dense) × 2  128                           16,512',
    'judge_score (Dense) × 2    1                                129',
  ]);
  expect(summarize(planOf('perceptual-autoencoder'))).toMatch(
    /eye_1 \(Conv2D\) × 2 .*\n {2}look, epoch 1: by digit, .*\n {2}draw, from epoch 2 on: /s,
  );
});
