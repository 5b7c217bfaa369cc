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

test('a project that was only looked at says so until it is changed or trained, and is forgotten after a month', () => {
  let time = 1_000_000;
  const { core } = openTestCore(undefined, () => time);
  const { projects } = core;
  const look = (): string => projects.create({ template: 'xor', look: true }).project.id;
  const [left, changed, trained] = [look(), look(), look()];
  expect(projects.create({ template: 'xor' }).project.looked).toBe(false);
  expect(projects.find(left).looked).toBe(true);
  // Saved as it was, it was not changed.
  projects.save(projects.open(changed).document, 1);
  expect(projects.find(changed).looked).toBe(true);
  projects.save({ ...projects.open(changed).document, notes: 'mine' }, 1);
  core.runs.start({ project: trained });
  expect([changed, trained].map((id) => projects.find(id).looked)).toEqual([false, false]);
  projects.forgetOldLooks();
  expect(projects.find(left).looked).toBe(true);
  time += 31 * 24 * 3600 * 1000;
  projects.forgetOldLooks();
  expect(() => projects.find(left)).toThrow(/There is no project/);
  expect([changed, trained].map((id) => projects.find(id).id)).toEqual([changed, trained]);
});
