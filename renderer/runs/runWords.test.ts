import { expect, it } from 'vitest';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { remarksOf, resumeRunTitle, resumeTitle } from './runWords.ts';

it('says that a run which ended before its first checkpoint is resumed from the beginning', () => {
  const run = makeRun({ number: 4, state: 'interrupted', step: 10, epoch: 0, hasCheckpoint: false });
  expect(resumeTitle(run)).toBe('Resume from the beginning');
  expect(resumeRunTitle(run)).toBe('Resume Run 4 from the beginning (interrupted before its first checkpoint)');
  const later = { ...run, state: 'stopped', epoch: 2, hasCheckpoint: true } as const;
  expect([resumeTitle(later), resumeRunTitle(later)]).toEqual(['Resume', 'Resume Run 4 (stopped at epoch 3)']);
  expect(resumeTitle({ ...run, state: 'paused' })).toBe('Resume');
});

it('tells the reason and what the run had to say, each thing once', () => {
  const notices = ['It trains on wasm.', 'It is slow.', 'It trains on wasm.'].map((message, step) => ({ step, message }));
  expect(remarksOf(makeRun({ reason: 'Stopped by the user.', notices }))).toBe('Stopped by the user. It trains on wasm. It is slow.');
  expect(remarksOf(makeRun())).toBeNull();
});
