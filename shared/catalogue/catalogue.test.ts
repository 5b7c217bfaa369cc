import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataParams } from './dataParams.ts';
import {
  activations,
  blocks,
  callbacks,
  constraints,
  datasets,
  families,
  initializers,
  losses,
  phases,
  metrics,
  optimizers,
  regularizers,
  schedules,
  watches,
} from './index.ts';
import { defaultValues, parseValue, parseValues } from './parseValues.ts';
import { trainingParams } from './trainingParams.ts';

const lists = {
  activations,
  blocks,
  callbacks,
  constraints,
  datasets,
  initializers,
  losses,
  metrics,
  optimizers,
  phases,
  regularizers,
  schedules,
  watches,
};
/** Files that lie beside the items and are none: parts that several share. */
const shared = [
  'convolution',
  'depthwiseConvolution',
  'groupedConvolution',
  'separableConvolution',
  'index',
  'adamStep',
  'aim',
  'axis',
  'seed',
  'confusion',
  'watchedLosses',
  'betas',
  'distributions',
  'fillOrthogonal',
  'cropping',
  'elementwise',
  'ends',
  'lasting',
  'overlap',
  'learningRate',
  'metric',
  'pooling',
  'globalPooling',
  'recurrent',
  'transposed',
  'augmentation',
  'axes',
  'rate',
  'scaleAndShift',
  'spatialDropout',
  'upSampling',
  'window',
  'zeroPadding',
];

describe('the lists of the catalogue', () => {
  it.each(Object.entries(lists))('%s holds each file of its folder, once', (folder, items) => {
    const files = readdirSync(new URL(folder, import.meta.url))
      .filter((name) => !name.includes('.test.'))
      .map((name) => name.replace(/\.ts$/, ''))
      .filter((name) => !shared.includes(name));
    // A loss that is watched is a metric without a file.
    const own = items.filter((item) => !('watches' in item && item.watches !== undefined));
    expect(own.map((item) => item.kind).toSorted()).toEqual(files.toSorted());
  });

  it('describes every item and parameter in words, and every default is within its own bounds', () => {
    for (const item of Object.values(lists).flat()) {
      expect(item.title, item.kind).not.toBe('');
      expect(item.summary, item.kind).toMatch(/[.).]$/);
      for (const [name, param] of Object.entries(item.params)) {
        expect(param.help, `${item.kind}.${name}`).toMatch(/\.$/);
        expect(parseValue(param, param.default), `${item.kind}.${name}`).toHaveProperty('value');
      }
      const values = defaultValues(item.params);
      expect(parseValues(item.params, values)).toEqual({ values, problems: [] });
    }
    for (const params of [trainingParams, dataParams]) expect(parseValues(params, {}).problems).toEqual([]);
  });

  it('offers every family that a parameter can choose from', () => {
    for (const [family, items] of Object.entries(families)) expect(items.length, family).toBeGreaterThan(0);
  });
});

describe('parseValue', () => {
  const params = Object.values(lists).flatMap((items) => items.flatMap((item) => Object.values(item.params)));

  it('never throws, and what it accepts it accepts again unchanged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...params), fc.jsonValue({ maxDepth: 3 }), (param, raw) => {
        const parsed = parseValue(param, raw);
        if ('value' in parsed) expect(parseValue(param, parsed.value)).toEqual(parsed);
        else expect(parsed.problem.length).toBeGreaterThan(5);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes a single number for both sides of a window, and a bare name for an item', () => {
    const conv2d = blocks.find((block) => block.kind === 'conv2d');
    const { values, problems } = parseValues(conv2d?.params ?? {}, { kernelSize: 5, activation: 'relu' });
    expect(problems).toEqual([]);
    expect(values['kernelSize']).toEqual([5, 5]);
    expect(values['activation']).toEqual({ kind: 'relu', values: { maxValue: null, negativeSlope: 0, threshold: 0 } });
  });

  it('says what is wrong, where, and keeps the default in its place', () => {
    const dense = blocks.find((block) => block.kind === 'dense')?.params ?? {};
    const { values, problems } = parseValues(dense, { units: 0, activation: 'rely', colour: 'red' });
    expect(values['units']).toBe(64);
    expect(problems.map(({ param, message }) => `${param}: ${message}`)).toEqual([
      'units: must be at least 1, not 0',
      expect.stringMatching(/^activation: unknown activation "rely": known are linear, relu, sigmoid, tanh, softmax, /),
      'colour: there is no parameter "colour"',
    ]);
  });

  it('tells a number that is too large as what it is', () => {
    const adam = optimizers.find(({ kind }) => kind === 'adam')?.params ?? {};
    const learningRate = (value: unknown): unknown => parseValues(adam, { learningRate: value }).problems.map(({ message }) => message);
    expect(learningRate(Infinity)).toEqual(['must be a finite number, not Infinity']);
    expect(learningRate(Number.NaN)).toEqual(['must be a finite number, not NaN']);
    expect(learningRate(null)).toEqual(['expected a number, not null']);
  });
});
