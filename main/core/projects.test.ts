import { expect, test } from 'vitest';
import { openTestCore } from './fixtures/openTestCore.ts';

test('kept revisions come a page at a time, newest first, each with what it changed, and can be read', () => {
  const { projects } = openTestCore().core;
  const { project, document } = projects.create({ template: 'xor' });
  for (let epochs = 1; epochs <= 4; epochs += 1) {
    const { revision } = projects.find(project.id);
    projects.save({ ...document, training: { ...document.training, epochs } }, revision);
  }
  const first = projects.revisions(project.id, 3);
  expect(first.revisions.map(({ number, label }) => `${number} ${label}`)).toEqual([
    '5 Training: epochs 3 → 4',
    '4 Training: epochs 2 → 3',
    '3 Training: epochs 1 → 2',
  ]);
  expect(first.more).toBe(true);
  const second = projects.revisions(project.id, 3, 3);
  expect(second.revisions.map(({ number }) => number)).toEqual([2, 1]);
  expect(second.revisions.at(-1)?.label).toBe('Made the project');
  expect(second.more).toBe(false);
  expect(projects.revision(project.id, 1)).toEqual(document);
  expect(() => projects.revision(project.id, 99)).toThrow(/Revision 99 of the project "XOR" is no longer kept/);
  expect(() => projects.revisions('nothing', 3)).toThrow(expect.objectContaining({ code: 'notFound' }));
});
