import { describe, expect, it } from 'vitest';
import { applyEdits } from './applyEdits.ts';
import { createNode } from './createNode.ts';
import type { ProjectDocument } from './document.ts';
import type { Edit } from './edits.ts';
import { unusedGraphs, withoutUnused } from './groups.ts';
import { inferDocument, inferenceAt } from './inferDocument.ts';
import { formatDocument, parseDocument } from './parseDocument.ts';
import { problemPlace } from './problemPlace.ts';
import { replaceModel } from './replaceModel.ts';
import { withGroup, withInner } from './testing/testDocuments.ts';

/** On the flowers, so that an input of 4 numbers has its column. */
const iris = (document: ProjectDocument): ProjectDocument => ({
  ...document,
  data: { ...document.data, dataset: { kind: 'iris', values: {} } },
});
const said = (document: ProjectDocument): string[] =>
  inferDocument(document).problems.map((problem) => `${problemPlace(document, problem) ?? 'model'}: ${problem.message}`);

describe('a group', () => {
  const document = iris(withGroup(1, ['dense', { units: 5, activation: 'relu' }], ['batchNormalization'], ['dense', { units: 6 }]));

  it('gives what its blocks give, and counts what they weigh', () => {
    const inference = inferDocument(document);
    expect(inference.problems).toEqual([]);
    expect(inference.nodes['stage']?.outputs?.['y']?.shape).toEqual([6]);
    const inside = 6 * 5 + 5 + 4 * 5 + 5 * 6 + 6;
    expect(inference.nodes['stage']?.parameters).toBe(inside);
    expect(inference.parameters).toBe(4 * 6 + 6 + inside + 6 * 3 + 3);
    expect(inference.trainable).toBe(inference.parameters - 10);
    expect(inferenceAt(inference, ['stage'])?.nodes['dense2']?.outputs?.['y']?.shape).toEqual([6]);
  });

  it('repeated, has all of it as often, each with weights of its own', () => {
    const repeated = iris(withGroup(7, ['dense', { units: 6 }]));
    const { nodes, problems, parameters } = inferDocument(repeated);
    expect(problems).toEqual([]);
    expect(nodes['stage']?.weights.map(({ name, shape, stacked }) => [name, shape, stacked])).toEqual([
      ['dense0/kernel', [7, 6, 6], 7],
      ['dense0/bias', [7, 6], 7],
    ]);
    expect([nodes['stage']?.parameters, nodes['stage']?.multiplyAdds]).toEqual([7 * 42, 7 * 36]);
    expect(parameters).toBe(30 + 7 * 42 + 21);
  });

  it('refuses a repeat whose ends differ, and says what to do', () => {
    expect(said(iris(withGroup(3, ['dense', { units: 5 }])))).toEqual([
      'Group: a repeat feeds what comes out back in, but 6 goes in and 5 comes out: make the last block inside give 6, or put a block before the group that gives 5',
    ]);
  });

  it('repeated in a repeat, has the blocks of every turn in each turn; more than can be are refused', () => {
    const nested = (repeat: number): ProjectDocument =>
      withInner(iris(withGroup(3, ['graph', { graph: 'deep', repeat }])), ['dense', { units: 6 }]);
    const { nodes, problems, parameters } = inferDocument(nested(2));
    expect(problems).toEqual([]);
    expect(nodes['stage']?.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['graph0/0/dense0/kernel', [3, 6, 6]],
      ['graph0/0/dense0/bias', [3, 6]],
      ['graph0/1/dense0/kernel', [3, 6, 6]],
      ['graph0/1/dense0/bias', [3, 6]],
    ]);
    expect(parameters).toBe(30 + 3 * 2 * 42 + 21);
    expect(said(nested(5000))).toEqual([
      'Group › Group: inside a group that repeats, a repeat of 5000 makes more than 5000 blocks: make it smaller, or let the group outside repeat more often',
    ]);
  });

  it('shows the problem of a block inside on the block, and in words on itself', () => {
    const wrong = iris(withGroup(1, ['conv2d']));
    const inference = inferDocument(wrong);
    expect(said(wrong)).toEqual(['Group › Conv2D: Conv2D takes an image (height × width × channels), 6 arrives: put a Reshape before it']);
    expect(inference.problems[0]).toMatchObject({ node: 'conv2d0', within: ['stage'] });
    expect(inference.nodes['stage']?.problems.map(({ message }) => message)).toEqual([
      'inside, Conv2D: Conv2D takes an image (height × width × channels), 6 arrives: put a Reshape before it',
    ]);
  });

  it('refuses a group in itself, a graph that is not there, and ends in the wrong place', () => {
    const inner = document.graphs['inner'] ?? expect.fail();
    const add = (graph: string, kind: string, values = {}): Edit => ({
      type: 'addNode',
      graph,
      node: createNode(kind, { id: 'new', values }),
    });
    const after = (...edits: Edit[]): string[] =>
      said(applyEdits(document, edits).document).filter((message) => !message.includes('nothing reads'));
    expect(after(add(inner.id, 'graph', { graph: inner.id }))).toContainEqual(
      expect.stringContaining('the group stands inside itself ("inner"): a group cannot hold itself, remove it here'),
    );
    expect(after(add('main', 'graph', { graph: 'gone' }))).toContainEqual(
      expect.stringContaining('is not in the project: remove the group'),
    );
    expect(after(add('main', 'groupInput'))).toEqual([
      'Group input: Group input belongs inside a group: remove it, the model has Inputs and Outputs',
    ]);
    expect(after(add('inner', 'input'))).toContainEqual(expect.stringContaining('Input belongs in the outermost graph'));
    expect(after(add('inner', 'groupInput'))).toContainEqual(
      'Group: it has 2 Group inputs: open it and leave exactly one, which gives what arrives',
    );
  });

  it('stops where groups of groups stand for more blocks than there is time for', () => {
    let deep = document;
    for (let level = 0; level < 30; level++) {
      const graph = level === 0 ? 'inner' : `level${level - 1}`;
      const twice = withGroup(1, ['graph', { graph }], ['graph', { graph }]).graphs['inner'] ?? expect.fail();
      deep = applyEdits(deep, [{ type: 'addGraph', content: { ...twice, id: `level${level}` } }]).document;
    }
    deep = applyEdits(deep, [
      { type: 'updateNode', graph: 'main', id: 'stage', changes: { values: { graph: 'level29', repeat: 1 } } },
    ]).document;
    expect(inferDocument(deep).nodes['stage']?.outputs).toBeNull();
    expect(said(deep).some((message) => message.includes('more than 5000 blocks'))).toBe(true);
  });

  it('takes its graph along when it is removed, and undo brings both back', () => {
    const edits = withoutUnused(document, [{ type: 'removeNode', graph: 'main', id: 'stage' }]);
    const { document: without, inverse } = applyEdits(document, edits);
    expect(Object.keys(without.graphs)).toEqual(['main']);
    expect(applyEdits(without, inverse).document).toEqual(document);
    expect(unusedGraphs(document)).toEqual([]);
    expect(applyEdits(without, replaceModel(without, document)).document).toEqual(document);
  });

  it('is written to a file and read again, and a file without its graph is refused', () => {
    const text = formatDocument(document);
    expect(parseDocument(text)).toEqual({ document });
    expect(parseDocument(text.replaceAll('"graph": "inner"', '"graph": "other"'))).toEqual({
      error: '"graphs.main.nodes.stage" stands for the graph "other", which is not in the file',
    });
  });
});
