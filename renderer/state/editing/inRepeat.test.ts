import { expect, test } from 'vitest';
import { rootGraph } from '../../../shared/graph/document.ts';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { isGroup } from '../../../shared/graph/groups.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import { inRepeat } from './inRepeat.ts';

test('what stands in a group that repeats is told from what stands in one that does not', () => {
  const document = findTemplate('very-deep-cnn').build();
  const group = Object.values(rootGraph(document).nodes).find(isGroup);
  const path = [group?.id ?? ''];
  expect(inRepeat({ document, path: [] })).toBe(false);
  expect(inRepeat({ document, path })).toBe(true);
  const { document: once } = applyEdits(document, [
    { type: 'updateNode', graph: document.root, id: path[0] ?? '', changes: { values: { ...group?.values, repeat: 1 } } },
  ]);
  expect(inRepeat({ document: once, path })).toBe(false);
});
