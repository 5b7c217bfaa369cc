import { expect, test } from 'vitest';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { unappliedEdit } from './unappliedEdit.ts';

const project = findTemplate('mnist-mlp').build();
const training = (changes: ProjectDocument['training']): ProjectDocument => ({ ...project, training: { ...project.training, ...changes } });
const adam = (learningRate: number) => ({ optimizer: { kind: 'adam', values: { learningRate } } });

test('a run that goes by what the project says has nothing to take over', () => {
  expect(unappliedEdit({ edits: [] }, project, project)).toBeNull();
  expect(unappliedEdit({ edits: [] }, project, training({ epochs: 50 }))).toBeNull();
});

test('a learning rate that was changed since is told with both numbers, until the run has taken it', () => {
  const [begun, wanted] = [training(adam(0.001)), training(adam(0.0003))];
  expect(unappliedEdit({ edits: [] }, begun, wanted)).toEqual({
    edit: { learningRate: 0.0003 },
    now: 'learning rate 0.001',
    wanted: 'learning rate 0.0003',
  });
  const edits = [{ step: 5, edit: { learningRate: 0.0003 } }];
  expect(unappliedEdit({ edits }, begun, wanted)).toBeNull();
  expect(unappliedEdit({ edits }, begun, begun)).toMatchObject({ now: 'learning rate 0.0003', wanted: 'learning rate 0.001' });
});

test('the learning rate of another optimizer is not proposed', () => {
  expect(
    unappliedEdit({ edits: [] }, training(adam(0.001)), training({ optimizer: { kind: 'sgd', values: { learningRate: 0.01 } } })),
  ).toBeNull();
});

test('a schedule is told by its name, and by its numbers where only they differ', () => {
  const cosine = training({ schedule: { kind: 'cosine', values: { alpha: 0.1 } } });
  const other = training({ schedule: { kind: 'cosine', values: { alpha: 0.2 } } });
  expect(unappliedEdit({ edits: [] }, project, cosine)).toMatchObject({
    edit: { schedule: { kind: 'cosine', values: { alpha: 0.1 } } },
    now: 'schedule constant',
  });
  expect(unappliedEdit({ edits: [] }, cosine, other)?.wanted).toMatch(/\(.*0\.2.*\)/);
});

test('a rate of a dropout and what is frozen are told by block, until the run has taken them; what may not be changed of a run is not told', () => {
  const begun = findTemplate('mnist-cnn').build();
  const nodes = Object.values(begun.graphs[begun.root]?.nodes ?? {});
  const [drop, conv] = ['dropout', 'conv2d'].map((kind) => nodes.find((node) => node.kind === kind));
  if (!drop || !conv) throw new Error('the template has changed');
  const changed = (node: typeof drop, own: object): ProjectDocument => {
    const graph = begun.graphs[begun.root];
    if (!graph) throw new Error('no graph');
    return { ...begun, graphs: { ...begun.graphs, [begun.root]: { ...graph, nodes: { ...graph.nodes, [node.id]: { ...node, ...own } } } } };
  };
  const slower = changed(drop, { values: { ...drop.values, rate: 0.25 } });
  const place = { graph: begun.root, node: drop.id, title: 'Dropout' };
  const found = unappliedEdit({ edits: [] }, begun, slower);
  expect(found).toMatchObject({ edit: { blocks: [{ ...place, values: { rate: 0.25 } }] }, wanted: 'Dropout: rate 0.25' });
  const edits = [{ step: 5, edit: found?.edit ?? {} }];
  expect(unappliedEdit({ edits }, begun, slower)).toBeNull();
  expect(unappliedEdit({ edits }, begun, begun)).toMatchObject({ now: 'Dropout: rate 0.25' });
  expect(unappliedEdit({ edits: [] }, begun, changed(conv, { frozen: true }))).toMatchObject({
    edit: { blocks: [{ node: conv.id, frozen: true }] },
    now: 'Conv2D trained',
    wanted: 'Conv2D frozen',
  });
  expect(unappliedEdit({ edits: [] }, begun, changed(conv, { values: { ...conv.values, filters: 3 } }))).toBeNull();
});

test("the learning rate of a phase is told by the phase, whether its optimizer is its own or the project's", () => {
  const gan = findTemplate('ring-gan').build();
  const phases = (generator: object): ProjectDocument => ({
    ...gan,
    training: {
      ...gan.training,
      phases: [
        { kind: 'phase', values: { name: 'judge' } },
        { kind: 'phase', values: { name: 'generator', ...generator } },
      ],
    },
  });
  const begun = phases({});
  const wanted = phases({ optimizer: { kind: 'adam', values: { learningRate: 0.0002 } } });
  const found = unappliedEdit({ edits: [] }, begun, wanted);
  expect(found).toEqual({
    edit: { rates: { generator: 0.0002 } },
    now: 'learning rate of generator 0.001',
    wanted: 'learning rate of generator 0.0002',
  });
  expect(unappliedEdit({ edits: [{ step: 5, edit: found?.edit ?? {} }] }, begun, wanted)).toBeNull();
  const both = { ...begun, training: { ...begun.training, optimizer: { kind: 'adam', values: { learningRate: 0.01 } } } };
  expect(unappliedEdit({ edits: [] }, begun, both)?.edit).toEqual({ rates: { judge: 0.01, generator: 0.01 } });
});
