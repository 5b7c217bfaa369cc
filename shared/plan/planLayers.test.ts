import { describe, expect, it } from 'vitest';
import { applyEdits } from '../graph/applyEdits.ts';
import { createNode } from '../graph/createNode.ts';
import type { ProjectDocument } from '../graph/document.ts';
import { withGroup } from '../graph/testing/testDocuments.ts';
import { buildPlan } from './buildPlan.ts';
import { countParameters } from './summarize.ts';
import type { TrainPlan } from './trainPlan.ts';

function planOf(document: ProjectDocument): TrainPlan {
  const built = buildPlan({ ...document, data: { ...document.data, dataset: { kind: 'iris', values: {} } } });
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan;
}

describe('the layers of groups', () => {
  it('take the place of the group, with ids of their own', () => {
    const plan = planOf(withGroup(1, ['dense', { units: 5 }], ['dense', { units: 6 }]));
    expect(plan.layers.map(({ id, layerId, name, inputs }) => [id, layerId, name, inputs['x']?.[0]?.layer])).toEqual([
      ['before', 'before', 'dense', 'x'],
      ['stage/dense0', 'stage/dense0', 'dense_1', 'before'],
      ['stage/dense1', 'stage/dense1', 'dense_2', 'stage/dense0'],
      ['digit', 'digit', 'dense_3', 'stage/dense1'],
    ]);
  });

  it('share weights where two groups share theirs, have names of the group, and are frozen with it', () => {
    const before = withGroup(1, ['dense', { units: 6 }]);
    const again = { ...createNode('graph', { id: 'again', name: 'Tail end', values: { graph: 'inner' } }), layerId: 'stage', frozen: true };
    const plan = planOf(
      applyEdits(before, [
        { type: 'removeEdge', graph: 'main', id: 'wire-3' },
        { type: 'addNode', graph: 'main', node: again },
        {
          type: 'addEdge',
          graph: 'main',
          edge: { id: 'a', source: { node: 'stage', port: 'y' }, target: { node: 'again', port: 'x', index: 0 } },
        },
        {
          type: 'addEdge',
          graph: 'main',
          edge: { id: 'b', source: { node: 'again', port: 'y' }, target: { node: 'digit', port: 'x', index: 0 } },
        },
      ]).document,
    );
    expect(plan.layers.map(({ id, layerId, name, frozen }) => [id, layerId, name, frozen])).toEqual([
      ['before', 'before', 'dense', undefined],
      ['stage/dense0', 'stage/dense0', 'dense_1', undefined],
      ['again/dense0', 'stage/dense0', 'Tail_end_dense', true],
      ['digit', 'digit', 'dense_2', undefined],
    ]);
    expect(countParameters(plan)[0]).toBe(30 + 42 + 21);
  });

  it('fold the last activation of a group into the loss', () => {
    const document = withGroup(1, ['dense', { units: 3, activation: 'softmax' }]);
    const plan = planOf(
      applyEdits(document, [
        { type: 'removeNode', graph: 'main', id: 'digit' },
        {
          type: 'addEdge',
          graph: 'main',
          edge: { id: 'a', source: { node: 'stage', port: 'y' }, target: { node: 'y', port: 'x', index: 0 } },
        },
      ]).document,
    );
    expect(plan.heads.map(({ source, fromLogits }) => [source, fromLogits])).toEqual([[{ layer: 'stage/dense0', port: 'y' }, 'softmax']]);
  });

  it('are trained by the phase of the group, unless a block inside names another; a repeat is one layer of its phase', () => {
    const phases = ['first', 'second'].map((name) => ({ kind: 'phase', values: { name } }));
    const phased = (repeat: number): readonly (readonly string[])[] => {
      const before = withGroup(repeat, ['dense', { units: 6 }], ['dense', { units: 6 }]);
      const { document } = applyEdits({ ...before, training: { ...before.training, phases } }, [
        { type: 'updateNode', graph: 'main', id: 'stage', changes: { phase: 'second' } },
        ...(repeat > 1 ? [] : [{ type: 'updateNode' as const, graph: 'inner', id: 'dense1', changes: { phase: 'first' } }]),
        { type: 'addNode', graph: 'main', node: { ...createNode('output', { id: 'z', name: 'other' }), phase: 'second' } },
        {
          type: 'addEdge',
          graph: 'main',
          edge: { id: 'a', source: { node: 'digit', port: 'y' }, target: { node: 'z', port: 'x', index: 0 } },
        },
      ]);
      return planOf(document).phases.map(({ trained }) => trained);
    };
    expect(phased(1)).toEqual([
      ['before', 'stage/dense1', 'digit'],
      ['before', 'stage/dense0', 'digit'],
    ]);
    expect(phased(3)).toEqual([
      ['before', 'digit'],
      ['before', 'stage', 'digit'],
    ]);
  });
});
