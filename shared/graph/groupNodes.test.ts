import { describe, expect, it } from 'vitest';
import { buildPlan } from '../plan/buildPlan.ts';
import { findTemplate } from '../templates/index.ts';
import { applyEdits } from './applyEdits.ts';
import type { ProjectDocument } from './document.ts';
import { groupNodes, ungroup } from './groupNodes.ts';
import { withGroup } from './testing/testDocuments.ts';

const document = findTemplate('mnist-resnet').build();
const ids = (...kinds: string[]): string[] =>
  Object.values(document.graphs['main']?.nodes ?? {})
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id }) => id);
function done(
  change: ReturnType<typeof groupNodes>,
  before: ProjectDocument,
): { after: ProjectDocument; node: string; inverse: () => ProjectDocument } {
  if ('reason' in change) throw new Error(change.reason);
  const { document: after, inverse } = applyEdits(before, change.edits);
  return { after, node: change.nodes[0] ?? '', inverse: () => applyEdits(after, inverse).document };
}
/** What a plan computes, whatever its layers are called. */
function computed(own: ProjectDocument): unknown {
  const built = buildPlan(own);
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan.layers.map(({ kind, outputs, weights, name }) => [name, kind, outputs, weights]);
}

describe('a group of chosen blocks', () => {
  it('computes what they computed, and ungrouped again; undo takes it back exactly', () => {
    const chosen = new Set(ids('globalAveragePooling2d', 'dense', 'dropout', 'flatten'));
    const { after, node, inverse } = done(groupNodes(document, 'main', chosen), document);
    expect(computed(after)).toEqual(computed(document));
    expect(Object.keys(after.graphs)).toHaveLength(2);
    expect(inverse()).toEqual(document);
    const back = done(ungroup(after, 'main', node), after);
    expect(computed(back.after)).toEqual(computed(document));
    expect(Object.keys(back.after.graphs)).toEqual(['main']);
    expect(back.inverse()).toEqual(after);
  });

  it('is refused in words where there is no one way in, no one way out, or a way around', () => {
    const reason = (...chosen: string[]): string => {
      const change = groupNodes(document, 'main', new Set(chosen));
      return 'reason' in change ? change.reason : 'grouped';
    };
    expect(reason()).toBe('select the blocks that should become a group');
    expect(reason(...ids('input', 'rescaling'))).toBe('Input stays outside a group: leave it out of the selection');
    expect(reason(...ids('add').slice(0, 1))).toContain('a group has one input, and wires from');
    expect(groupNodes(withGroup(3, ['dense', { units: 6 }]), 'main', new Set(['stage']))).toHaveProperty('edits');
    expect(ungroup(withGroup(3, ['dense', { units: 6 }]), 'main', 'stage')).toEqual({
      reason: '"Group" stands for 3 copies: set its repeat to 1 first',
    });
  });
});
