import { expect, test } from 'vitest';
import { applyEdits } from '../../../graph/applyEdits.ts';
import type { ProjectDocument } from '../../../graph/document.ts';
import { inferDocument } from '../../../graph/inferDocument.ts';
import { testDocument, type Wire } from '../../../graph/testing/testDocuments.ts';
import { buildPlan } from '../../../plan/buildPlan.ts';
import { templates } from '../../../templates/index.ts';
import type { Finding } from '../finding.ts';
import { examineModel } from '../index.ts';
import { hiddenLayers } from '../testing/recordedRun.ts';

type Blocks = Readonly<Record<string, readonly [kind: string, values?: Readonly<Record<string, unknown>>]>>;
function pictures(blocks: Blocks): ProjectDocument {
  const ids = ['in', ...Object.keys(blocks), 'flat', 'out', 'head'];
  return testDocument(
    {
      in: ['input', { column: 'image' }],
      ...blocks,
      flat: ['flatten'],
      out: ['dense', { units: 10, activation: 'softmax' }],
      head: ['output'],
    },
    ids.slice(1).map((id, at): Wire => `${ids[at] ?? ''} -> ${id}`),
  );
}
const examine = (document: ProjectDocument): readonly Finding[] => examineModel({ document, before: null });
/** The layers of a model and their activations, as the finding's fix leaves it; nothing may be wrong with it, and nothing more be found. */
function fixed(document: ProjectDocument, [found]: readonly Finding[]): readonly string[] {
  const after = applyEdits(document, found?.fix?.edits(document) ?? []).document;
  expect(inferDocument(after).problems).toEqual([]);
  expect(examine(after)).toEqual([]);
  const built = buildPlan(after);
  if ('problems' in built) throw new Error('the fix broke the model');
  return built.plan.layers.map(({ kind, values: { activation } }) =>
    typeof activation === 'object' && activation !== null && 'kind' in activation ? `${kind} ${activation.kind}` : kind,
  );
}
const convolution = ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }] as const;

test('dropout behind a convolution gives way to batch normalization before the activation', () => {
  const document = pictures({ conv: convolution, pool: ['maxPooling2d'], drop: ['dropout'] });
  const found = examine(document);
  expect(found).toMatchObject([
    { rule: 'batchNormAfterConvolution', at: { node: 'drop' }, seen: expect.stringMatching(/feature maps of Conv2D/) },
  ]);
  expect(fixed(document, found)).toEqual([
    'conv2d linear',
    'batchNormalization',
    'activation relu',
    'maxPooling2d',
    'flatten',
    'dense softmax',
  ]);
});

test('dropout of whole maps, or behind dense layers, is as it should be', () => {
  expect(examine(pictures({ conv: convolution, drop: ['spatialDropout2d'] }))).toEqual([]);
  expect(examine(pictures({ conv: convolution, flatten: ['flatten'], drop: ['dropout'] }))).toEqual([]);
});

test.each([
  ['of its own', { conv: ['conv2d', { filters: 4 }], bend: ['activation', { activation: 'tanh' }], norm: ['batchNormalization'] }, 'tanh'],
  ['inside a block', { conv: convolution, norm: ['batchNormalization', { momentum: 0.9 }] }, 'relu'],
] as const)('batch normalization behind an activation %s changes places with it', (_name, blocks, kind) => {
  const document = pictures(blocks);
  const found = examine(document);
  expect(found).toMatchObject([{ rule: 'batchNormBeforeActivation', at: { node: 'norm' } }]);
  expect(fixed(document, found)).toEqual(['conv2d linear', 'batchNormalization', `activation ${kind}`, 'flatten', 'dense softmax']);
});

test('a dropout rate beyond what is usual is told, of the inputs from a smaller one on, and set to it', () => {
  const dense = ['dense', { units: 8, activation: 'relu' }] as const;
  const said = (blocks: Blocks) => examine(pictures(blocks)).map(({ seen, fix }) => [seen, fix?.title]);
  expect(said({ flatten: ['flatten'], one: dense, drop: ['dropout', { rate: 0.5 }] })).toEqual([]);
  expect(said({ flatten: ['flatten'], one: dense, drop: ['dropout', { rate: 0.75 }] })).toEqual([
    ['The rate of Dropout is 0.75.', 'Set rate 0.5'],
  ]);
  expect(said({ scale: ['rescaling'], drop: ['dropout', { rate: 0.2 }] })).toEqual([]);
  expect(said({ scale: ['rescaling'], flatten: ['flatten'], drop: ['dropout', { rate: 0.3 }] })).toEqual([
    ['The rate of Dropout is 0.3, and it is given the inputs of the model.', 'Set rate 0.2'],
  ]);
  expect(
    said({ rows: ['reshape', { targetShape: [28, 28] }], lstm: ['lstm', { units: 4, dropout: 0.25, recurrentDropout: 0.6 }] }),
  ).toEqual([
    ['The dropout of LSTM is 0.25, and it is given the inputs of the model.', 'Set dropout 0.2'],
    ['The recurrent dropout of LSTM is 0.6.', 'Set recurrent dropout 0.5'],
  ]);
  const document = pictures({ flatten: ['flatten'], one: dense, drop: ['alphaDropout', { rate: 0.9 }] });
  expect(fixed(document, examine(document))).toContain('alphaDropout');
});

test('another batch size at the same rate asks for another rate: by the factor, or of Adam by its root', () => {
  const adam = (batchSize: number, learningRate = 0.01) =>
    hiddenLayers('relu', { batchSize, optimizer: { kind: 'adam', values: { learningRate } } });
  const sgd = (batchSize: number) => hiddenLayers('relu', { batchSize, optimizer: { kind: 'sgd', values: { learningRate: 0.1 } } });
  const said = (document: ProjectDocument, before: ProjectDocument) => examineModel({ document, before: { number: 2, document: before } });
  expect(said(adam(128), adam(32))).toMatchObject([{ rule: 'linearScaling', fix: { title: 'Set learning rate 0.02' } }]);
  const [found] = said(sgd(256), sgd(32));
  expect(found).toMatchObject({ fix: { title: 'Set learning rate 0.8' }, remedy: expect.stringMatching(/8 times that of Run 2.*warm-up/) });
  const after = applyEdits(sgd(256), found?.fix?.edits(sgd(256)) ?? []).document;
  expect(after.training['optimizer']).toMatchObject({ values: { learningRate: 0.8 } });
  expect(said(adam(48), adam(32))).toEqual([]);
  expect(said(adam(128, 0.02), adam(32))).toEqual([]);
});

test.each(templates.map((template) => [template.id, template] as const))('the template %s follows the advice', (_id, template) => {
  expect(examine(template.build())).toEqual([]);
});
