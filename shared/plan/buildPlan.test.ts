import { describe, expect, it } from 'vitest';
import { testDocument, twoInputsTwoHeads } from '../graph/testing/testDocuments.ts';
import type { ProjectDocument } from '../graph/document.ts';
import { applyEdits } from '../graph/applyEdits.ts';
import { toJson } from '../graph/toJson.ts';
import { findTemplate } from '../templates/index.ts';
import { buildPlan, type PlanOverrides } from './buildPlan.ts';
import { metricRows } from './metricRows.ts';
import { countParameters, summarize } from './summarize.ts';
import type { TrainPlan } from './trainPlan.ts';

function planOf(document: ProjectDocument, overrides: PlanOverrides = {}): TrainPlan {
  const built = buildPlan(document, overrides);
  if ('problems' in built) throw new Error(built.problems.map((problem) => problem.message).join('; '));
  return built.plan;
}

describe('buildPlan', () => {
  it('names layers as Keras does and marks the head whose loss is computed from logits', () => {
    const plan = planOf(findTemplate('mnist-cnn').build());
    expect(plan.layers.map((layer) => layer.name)).toEqual([
      'rescaling',
      'conv2d',
      'max_pooling2d',
      'conv2d_1',
      'max_pooling2d_1',
      'flatten',
      'dropout',
      'dense',
    ]);
    expect(plan.heads.map(({ name, fromLogits, column, classes }) => [name, fromLogits, column, classes?.length])).toEqual([
      ['digit', 'softmax', 'digit', 10],
    ]);
    expect(plan.phases[0]?.trained).toHaveLength(3);
    expect(summarize(plan)).toContain('34,826 parameters, 34,826 of them trainable');
  });

  it('watches how sparse the weights become where something is penalized, and what it is asked to besides', () => {
    const document = findTemplate('iris-mlp').build();
    const training = (own: object) => planOf({ ...document, training: { ...document.training, ...own } });
    expect(training({}).watched.map(({ kind }) => kind)).toEqual(['gradientNorm', 'saturation']);
    expect(planOf({ ...document, training: { ...document.training, watch: [] } }).watched).toEqual([]);
    expect(training({ weightPenalty: 'l1', watch: [] }).watched).toEqual([{ kind: 'sparsity', values: { bound: 0.001 } }]);
    const asked = [{ kind: 'sparsity', values: { bound: 0.5 } }];
    expect(training({ weightPenalty: 'l1', watch: asked }).watched).toEqual(asked);
    // For one run, in place of the project's, with its values where it has them.
    const of = (watch: readonly string[]) =>
      planOf({ ...document, training: { ...document.training, ...toJson({ watch: asked }) } }, { watch });
    expect(of(['weightNorm', 'sparsity']).watched).toEqual([{ kind: 'weightNorm', values: {} }, ...asked]);
    expect(of([]).watched).toEqual([]);
    expect(training({ watch: asked }).hash).toBe(training({}).hash);
    expect(training({ weightPenalty: 'l1' }).hash).not.toBe(training({}).hash);
  });

  it('has a hash of what decides the numbers, and of nothing else', () => {
    const document = findTemplate('iris-mlp').build();
    const { hash } = planOf(document);
    const move = applyEdits(document, [
      { type: 'updateNode', graph: 'main', id: 'dense-2', changes: { position: { x: 5, y: 7 }, note: 'look' } },
      { type: 'setProject', changes: { name: 'Another name', notes: 'Other notes' } },
    ]).document;
    expect(planOf(move).hash).toBe(hash);
    const others = [
      planOf(document, { seed: 1 }),
      planOf(document, { epochs: 1 }),
      planOf(document, { limit: 10 }),
      planOf(document, { batchSize: 3 }),
    ];
    const wider = applyEdits(document, [
      {
        type: 'updateNode',
        graph: 'main',
        id: 'dense-2',
        changes: { values: { ...document.graphs['main']?.nodes['dense-2']?.values, units: 17 } },
      },
    ]).document;
    expect(new Set([hash, planOf(wider).hash, ...others.map((plan) => plan.hash)]).size).toBe(6);
  });

  it('leaves out what no Output reads, and refuses a model that cannot learn', () => {
    const parts = {
      in: ['input'],
      flat: ['flatten'],
      out: ['dense', { units: 10, activation: 'softmax' }],
      idle: ['dense'],
      head: ['output'],
    } as const;
    const plan = planOf(testDocument(parts, ['in -> flat', 'flat -> out', 'flat -> idle', 'out -> head']));
    expect(plan.layers.map((layer) => layer.id)).toEqual(['flat', 'out']);
    const fixed = testDocument(
      {
        in: ['input', { shape: [28, 28, 1] }],
        mean: ['globalAveragePooling2d'],
        head: ['output', { loss: 'meanSquaredError', metrics: [] }],
      },
      ['in -> mean', 'mean -> head'],
    );
    expect(buildPlan(fixed)).toEqual({
      problems: [{ severity: 'error', message: 'the model has no weights to train: add a Dense or Conv2D block, or train a frozen one' }],
    });
  });

  it('leaves frozen layers out of what is trained, and says so to Keras', () => {
    const document = findTemplate('iris-mlp').build();
    const { id } = Object.values(document.graphs['main']?.nodes ?? {}).find(({ kind }) => kind === 'dense') ?? { id: '' };
    const frozen = applyEdits(document, [{ type: 'updateNode', graph: 'main', id, changes: { frozen: true } }]);
    const plan = planOf(frozen.document);
    expect(plan.phases[0]?.trained).toHaveLength(1);
    expect(plan.layers.find((layer) => layer.id === id)?.weights.map(({ trainable }) => trainable)).toEqual([false, false]);
    expect(plan.hash).not.toBe(planOf(document).hash);
    expect(applyEdits(frozen.document, frozen.inverse).document).toEqual(document);
  });

  it('shares weights by layerId, joins inputs and heads, and names their rows as Keras does', () => {
    const plan = planOf(twoInputsTwoHeads());
    expect(countParameters(plan)[0]).toBe(784 * 4 + 4 + (8 * 10 + 10) + (8 + 1));
    expect(metricRows(plan).map((row) => row.key)).toEqual([
      'loss',
      'output_loss',
      'output_accuracy',
      'output_1_loss',
      'output_1_meanAbsoluteError',
    ]);
  });
});
