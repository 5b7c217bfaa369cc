import { expect, test } from 'vitest';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { expectedExamples } from '../../shared/plan/expectedSteps.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { changedName, changedProject } from './changedProject.ts';
import type { OptionValues } from './command.ts';

/** The plan of a template with the choices that options ask for. */
function planOf(template: string, options: OptionValues) {
  const document = changedProject(findTemplate(template).build(), options);
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return { ...built.plan, layer: (name: string) => built.plan.layers.find((own) => own.name === name), document };
}
const refused = (template: string, options: OptionValues) => () => changedProject(findTemplate(template).build(), options);

test('choices of blocks are set as the form would: numbers, items with values, sizes, none', () => {
  const plan = planOf('mnist-cnn', {
    set: 'conv2d.filters=8,conv2d.kernelSize=5x3,conv2d.kernelRegularizer=l1l2:l1=0.01,l2=0.02,dropout.rate=0.25,conv2d_1.useBias=false,dense.kernelInitializer=varianceScaling:scale=2,mode=fanOut',
  });
  expect(plan.layer('conv2d')?.values).toMatchObject({
    filters: 8,
    kernelSize: [5, 3],
    kernelRegularizer: { kind: 'l1l2', values: { l1: 0.01, l2: 0.02 } },
  });
  expect(plan.layer('dropout')?.values).toMatchObject({ rate: 0.25 });
  expect(plan.layer('conv2d_1')?.values).toMatchObject({ useBias: false });
  expect(plan.layer('dense')?.values).toMatchObject({
    kernelInitializer: { kind: 'varianceScaling', values: { scale: 2, mode: 'fanOut' } },
  });
  expect(planOf('mnist-cnn', { set: 'conv2d.kernelRegularizer=none' }).layer('conv2d')?.values).toMatchObject({ kernelRegularizer: null });
});

test('choices of the training and of the data are set, by name or by an option of their own', () => {
  const plan = planOf('iris-mlp', {
    set: 'training.epochs=4,training.callbacks=earlyStopping:patience=3+bestCheckpoint,data.validationSize=0.3,species.metrics=accuracy+topKAccuracy:k=2',
    optimizer: 'sgd:momentum=0.9',
    schedule: 'stepDecay:every=2',
    'learning-rate': '0.25',
    loss: 'categoricalCrossentropy:labelSmoothing=0.1',
  });
  expect(plan).toMatchObject({
    epochs: 4,
    data: { validationSize: 0.3 },
    callbacks: [{ kind: 'earlyStopping', values: { patience: 3 } }, { kind: 'bestCheckpoint' }],
    heads: [
      {
        loss: { kind: 'categoricalCrossentropy', values: { labelSmoothing: 0.1 } },
        metrics: [{ kind: 'accuracy' }, { kind: 'topKAccuracy', values: { k: 2 } }],
      },
    ],
    phases: [
      {
        optimizer: { kind: 'sgd', values: { learningRate: 0.25, momentum: 0.9 } },
        course: { schedule: { kind: 'stepDecay', values: { every: 2, factor: 0.5 } } },
      },
    ],
  });
});

test('a learning rate goes to the phase that is named, or to all, those with an optimizer of their own too', () => {
  const rates = (text: string, document = findTemplate('ring-gan').build()) => {
    const changed = changedProject(document, { 'learning-rate': text });
    const built = buildPlan(changed);
    return 'plan' in built ? built.plan.phases.map(({ optimizer }) => optimizer.values['learningRate']) : built.problems;
  };
  expect(rates('judge=0.5')).toEqual([0.5, 0.001]);
  const own = changedProject(findTemplate('ring-gan').build(), { 'learning-rate': 'judge=0.5,generator=0.25' });
  expect(rates('0.125', own)).toEqual([0.125, 0.125]);
  expect(parseValues(trainingParams, own.training).values.phases).toHaveLength(2);
});

test('another adversarial loss aims at what the one before did', () => {
  const aims = (options: OptionValues) => planOf('ring-gan', options).heads.map(({ loss }) => [loss.kind, loss.values['aim']]);
  const before = aims({});
  const least = before.map(([kind, aim], at) => [
    at === before.findIndex(([, own]) => own === 'generated') ? 'leastSquaresGan' : kind,
    aim,
  ]);
  expect(aims({ loss: 'generated=leastSquaresGan' })).toEqual(least);
  expect(aims({ set: 'generated.loss=leastSquaresGan' })).toEqual(least);
  expect(aims({ loss: 'generated=leastSquaresGan:aim=real' })).not.toEqual(least);
});

test('blocks that share weights change together', () => {
  const document = findTemplate('perceptual-autoencoder').build();
  const plan = planOf('perceptual-autoencoder', { set: 'eye_1.filters=4' });
  expect(plan.layers.filter(({ values }) => values['filters'] === 4)).toHaveLength(2);
  const [first] = Object.values(document.graphs['main']?.nodes ?? {}).filter(({ kind }) => kind === 'conv2d');
  expect(first).toBeDefined();
  expect(planOf('ring-gan', { set: 'judge_dense.units=16' }).layers.filter(({ values }) => values['units'] === 16)).toHaveLength(2);
});

test('what is asked wrongly is refused with what there is', () => {
  expect(refused('xor', { set: 'dens.units=3' })).toThrow(
    '--set: there is no layer "dens"; there are input_layer, class, dense, dense_1, or training and data, the choices of the project.',
  );
  expect(refused('xor', { set: 'dense.unit=3' })).toThrow(/^--set: dense has no "unit"; it has units, activation, /);
  expect(refused('xor', { set: 'dense.units=many' })).toThrow('--set dense.units: expected a number, not "many".');
  expect(refused('xor', { set: 'dense.units=0' })).toThrow('--set dense.units: must be at least 1, not 0.');
  expect(refused('xor', { set: 'dense.activation=relux' })).toThrow(
    /^--set dense.activation: unknown activation "relux": known are linear, relu, /,
  );
  expect(refused('xor', { set: 'dense.activation=leakyRelu:slop=1' })).toThrow(/leakyRelu takes negativeSlope=X, not "slop=1"\.$/);
  expect(refused('xor', { set: 'training.learningRate=1' })).toThrow(/^--set: training has no "learningRate"; it has epochs, batchSize, /);
  expect(refused('xor', { set: 'dense.units=3,dense.units=4' })).toThrow('--set: "dense.units" is given twice: give it once.');
  expect(refused('xor', { optimizer: 'sgd:momentum=0.5,momentum=0.9' })).toThrow('--optimizer: sgd: "momentum" is given twice.');
  expect(refused('ring-gan', { 'learning-rate': 'judge=1,judge=2' })).toThrow('--learning-rate: "judge" is given twice: give it once.');
  expect(refused('xor', { set: 'dense' })).toThrow('--set takes LAYER.NAME=VALUE, as dropout.rate=0.2, not "dense".');
  expect(refused('xor', { optimizer: 'adams' })).toThrow(/^--optimizer: unknown optimizer "adams": known are \w+, /);
  expect(refused('xor', { loss: 'output=huber' })).toThrow('--loss: there is no Output "output"; there are class.');
  expect(refused('ring-gan', { loss: 'huber' })).toThrow(/^--loss: say of which Output, as \w+=huber; there are /);
  expect(refused('ring-gan', { 'learning-rate': 'jugde=1' })).toThrow(
    '--learning-rate: The project has no phase "jugde": its phases are judge, generator.',
  );
});

test('without an option a project stays what it is; a template that is changed has a name of its own', () => {
  const document = findTemplate('xor').build();
  expect(changedProject(document, {})).toBe(document);
  expect(changedProject(document, { set: 'dense.units=8', 'learning-rate': '0.01' })).toBe(document);
  expect(changedName('XOR', {})).toBe('XOR');
  expect(changedName('XOR', { set: 'dense.units=3', schedule: 'cosine' })).toBe('XOR (dense.units=3, schedule cosine)');
  expect(changedName('XOR', { set: 'dense.units=3,\n  training.epochs=2' })).toBe('XOR (dense.units=3, training.epochs=2)');
  expect(changedName('XOR', { set: 'x'.repeat(99) })).toHaveLength(60 + 'XOR (…)'.length);
  expect(applyEdits(document, []).document).toEqual(document);
});

test('a project with a problem is mended by its names', () => {
  const broken = changedProject(findTemplate('mnist-cnn').build(), { set: 'conv2d.kernelSize=99' });
  expect(buildPlan(broken)).toHaveProperty('problems');
  expect(buildPlan(changedProject(broken, { set: 'conv2d.kernelSize=3,dense.units=10' }))).toHaveProperty('plan');
  expect(() => changedProject(broken, { set: 'conv.kernelSize=3' })).toThrow(
    /there are input_layer, digit, rescaling, conv2d, max_pooling2d, conv2d_1, /,
  );
  const misfit = changedProject(findTemplate('xor').build(), { loss: 'categoricalCrossentropy' });
  expect(buildPlan(misfit)).toHaveProperty('problems');
  expect(changedProject(misfit, { loss: 'binaryCrossentropy' })).not.toBe(misfit);
});

test('each of several Outputs can have its loss, and none two', () => {
  const losses = (own: string[]) => planOf('perceptual-autoencoder', { loss: own }).heads.map(({ name, loss }) => [name, loss.kind]);
  expect(Object.fromEntries(losses(['pixels=huber:delta=2', 'features=meanAbsoluteError']))).toMatchObject({
    pixels: 'huber',
    features: 'meanAbsoluteError',
  });
  expect(refused('perceptual-autoencoder', { loss: ['pixels=huber', 'pixels=huber'] })).toThrow(
    '--loss: "pixels" is given two losses: give it one.',
  );
});

test('a full batch is all examples there are once the data is chosen', () => {
  const of = (set: string) => planOf('iris-mlp', { set }).batchSize;
  const whole = of('training.batchSize=full');
  expect(whole).toBe(expectedExamples(findTemplate('iris-mlp').build()));
  expect(of('training.batchSize=full,data.validationSize=0,data.testSize=0')).toBe(150);
  expect(refused('iris-mlp', { set: 'training.epochs=full' })).toThrow('--set training.epochs: expected a number, not "full".');
});
