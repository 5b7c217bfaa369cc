import { input as inputBlock } from '../catalogue/blocks/input.ts';
import { output as outputBlock } from '../catalogue/blocks/output.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import type { Edit } from './edits.ts';
import { rootGraph, type ProjectDocument } from './document.ts';
import { projectDataset } from './resolveColumns.ts';
import { toJson } from './toJson.ts';

/**
 * What a model needs to be changed to take its data set: a column that is not there becomes automatic, and the only Input that data feeds gets the shape of the only
 * feature. Empty where all fits, and where there is no data yet.
 */
export function fitColumns(document: ProjectDocument): readonly Edit[] {
  const { columns, lacks } = projectDataset(document).dataset;
  if (lacks !== null) return [];
  const graph = rootGraph(document);
  const features = columns.filter(({ role }) => role === 'feature');
  const has = (name: string): boolean => name === '' || columns.some((column) => column.name === name);
  const inputs = Object.values(graph.nodes).filter(
    ({ kind, values }) => kind === 'input' && parseValues(inputBlock.params, values).values.fedBy === 'data',
  );
  const edits: Edit[] = [];
  for (const node of inputs) {
    const { values } = parseValues(inputBlock.params, node.values);
    const [feature] = features;
    const shape = inputs.length === 1 && features.length === 1 && feature ? feature.shape : values.shape;
    if (has(values.column) && shape.join() === values.shape.join()) continue;
    const changed = { ...values, column: has(values.column) ? values.column : '', shape };
    edits.push({ type: 'updateNode', graph: graph.id, id: node.id, changes: { values: toJson(changed) } });
  }
  for (const node of Object.values(graph.nodes)) {
    if (node.kind !== 'output') continue;
    const { values } = parseValues(outputBlock.params, node.values);
    if (!has(values.column))
      edits.push({ type: 'updateNode', graph: graph.id, id: node.id, changes: { values: toJson({ ...values, column: '' }) } });
  }
  return edits;
}
