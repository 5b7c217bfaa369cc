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
