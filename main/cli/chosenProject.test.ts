import { expect, test } from 'vitest';
import { findTemplate } from '../../shared/templates/index.ts';
import { changedProject } from './changedProject.ts';
import { changedWords } from './chosenProject.ts';
import type { OptionValues } from './command.ts';

const start = findTemplate('iris-mlp').build();
const said = (options: OptionValues, before = start): string => changedWords(before, changedProject(before, options)).join('\n');

test('what options change is told with its numbers', () => {
  expect(said({})).toBe('');
  expect(said({ 'learning-rate': '0.25' })).toMatch(/^Training: optimizer learning rate 0\.\d+ → 0\.25\.$/);
  expect(said({ optimizer: 'sgd:momentum=0.9,clipnorm=1' })).toMatch(
    /^Training: optimizer \w+ \(learning rate 0\.\d+.*\) → sgd \(.*momentum 0\.9.*clipnorm 1\)/,
  );
  expect(said({ set: 'dense.kernelRegularizer=l2:l2=0.5,dense.units=5,training.epochs=3', schedule: 'stepDecay:every=2' })).toMatch(
    /kernel regularizer none → l2 \(l2 0\.5\).*; Training: epochs \d+ → 3, .*→ stepDecay \(every 2\)\.$/,
  );
});

test('another optimizer says which numbers of the one before it does not go by', () => {
  const typed = changedProject(start, { optimizer: 'adam:learningRate=0.0005,clipnorm=1' });
  expect(said({ optimizer: 'sgd' }, typed)).toContain(
    'SGD goes by its own numbers where none is given, not by those of Adam: learning rate 0.01, not 0.0005; clipnorm none, not 1.',
  );
  expect(said({ optimizer: 'sgd:clipnorm=1', 'learning-rate': '0.0005' }, typed)).not.toContain('goes by its own');
  const usual = changedProject(start, { optimizer: 'adam' });
  expect(said({ optimizer: 'sgd' }, usual)).not.toContain('goes by its own');
});
