import { expect, test } from 'vitest';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { fitsWords, smallerBatch } from '../../shared/run/memoryEnd.ts';
import { progressText } from './progressBar.ts';
import { jsonReporter, textReporter } from './reporters.ts';

const row = makeRun({
  id: 'run-1',
  projectName: 'Digits',
  number: 3,
  engine: 'tensorflow',
  engineVersion: '2.21.0',
  device: 'CPU: fast',
  epochs: 4,
  started: 1000,
  epoch: 1,
  step: 150,
  msPerStep: 3.25,
  timeLeft: 192_000,
  metrics: { loss: 0.25, accuracy: 0.9, val_loss: 0.000012, val_accuracy: 0.8 },
  hasCheckpoint: true,
});

test('each JSON line is one flat object', () => {
  const lines: string[] = [];
  const reporter = jsonReporter({ print: (text) => lines.push(text) });
  reporter.started(row);
  reporter.epochEnded(row, 1, row.metrics);
  reporter.progress(row, 2, {});
  reporter.noticed(row, 'It runs more slowly than it could.');
  reporter.ended({ ...row, state: 'finished', ended: 9500, trained: 2500 });
  reporter.ended({ ...row, state: 'failed', reason: 'The loss became NaN.' });
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.map(({ event }) => event)).toEqual(['runStarted', 'epochEnded', 'notice', 'runFinished', 'runFailed']);
  for (const event of events) {
    expect(event).toMatchObject({ run: 'run-1', engine: 'tensorflow' });
    for (const value of Object.values(event)) expect(typeof value).not.toBe('object');
  }
  expect(events[1]).toEqual({ event: 'epochEnded', run: 'run-1', engine: 'tensorflow', epoch: 1, ...row.metrics, msPerStep: 3.25 });
  expect(events[2]).toEqual({ event: 'notice', run: 'run-1', engine: 'tensorflow', message: 'It runs more slowly than it could.' });
  expect(events[3]).toMatchObject({ seconds: 2.5, val_accuracy: 0.8 });
  expect(events[4]).toMatchObject({ reason: 'The loss became NaN.' });
});

test('the bar shows epoch, place, speed, metrics and time left', () => {
  expect(progressText(row, 2, { loss: 0.5, accuracy: 0.75 })).toBe(
    'Epoch 2/4  ━━━━━━━━━━━━────────────  50/100  3.3 ms/step  loss 0.5000  accuracy 0.7500  3 m 12 s left',
  );
  expect(progressText({ ...row, state: 'paused', timeLeft: null, step: 400, epoch: 4 }, 5, {})).toBe(
    'Epoch 4/4  ━━━━━━━━━━━━━━━━━━━━━━━━  100/100  3.3 ms/step  paused',
  );
});

test('on a terminal lines stand above the bar, which never breaks the width; elsewhere there is no bar', () => {
  const written: string[] = [];
  const terminal = { write: (text: string) => void written.push(text), columns: () => 40 };
  const context = {
    print: (text: string) => void written.push(`${text}\n`),
    warn: (text: string) => void written.push(`${text}\n`),
    terminal,
  };
  const reporter = textReporter(context);
  reporter.started(row);
  reporter.progress(row, 2, { loss: 0.5 });
  reporter.noticed(row, 'It runs more slowly than it could.');
  reporter.epochEnded(row, 1, row.metrics);
  reporter.ended({ ...row, state: 'stopped', reason: 'Stopped by the user.', ended: 50_000, trained: 4000 });
  const text = written.join('');
  expect(text).toContain('Epoch 1/4  100 steps  3.3 ms/step  loss 0.2500  accuracy 0.9000  val_loss 1.200e-5  val_accuracy 0.8000\n');
  expect(text).toContain(
    'Run 3 stopped after 4.0 s: Stopped by the user. Resume it with: netloom resume run-1 (it goes on from its last checkpoint).\n',
  );
  expect(text).toContain('Note: It runs more slowly than it could.\nEpoch 1/4');
  const bars = text.split('\r\u001B[K').filter((part) => part.startsWith('Epoch 2'));
  expect(bars.map((bar) => bar.split('\n')[0]?.length)).toEqual([39]);
  written.length = 0;
  textReporter({ ...context, terminal: null }).progress(row, 2, {});
  expect(written).toEqual([]);
});

test('an epoch of one step is not told of as several', () => {
  const lines: string[] = [];
  textReporter({ print: (text) => lines.push(text), warn: () => {}, terminal: null }).epochEnded({ ...row, stepsPerEpoch: 1 }, 1, {});
  expect(lines).toEqual(['Epoch 1/4  1 step  3.3 ms/step']);
});

test('a run that goes on says from which step: that of the checkpoint, once it has begun there', () => {
  const lines: string[] = [];
  const reporter = textReporter({ print: (text) => lines.push(text), warn: () => {}, terminal: null });
  reporter.started(row);
  reporter.started({ ...row, step: 0, epoch: 0 });
  expect(lines.filter((line) => line.startsWith('It goes on'))).toEqual(['It goes on from epoch 2, step 150.']);
  expect(lines).toHaveLength(3);
});

test('a run that ended before its first checkpoint is said to start from the beginning when it is resumed', () => {
  const lines: string[] = [];
  const reporter = textReporter({ print: () => {}, warn: (text) => lines.push(text), terminal: null });
  reporter.ended({ ...row, state: 'interrupted', reason: 'The system ended it.', hasCheckpoint: false });
  reporter.ended({ ...row, state: 'failed', reason: 'The loss became NaN.' });
  expect(lines).toEqual([
    'Run 3 was interrupted after 0.0 s: The system ended it. Resume it with: netloom resume run-1 (it has no checkpoint yet and starts from the beginning).',
    'Run 3 failed after 0.0 s: The loss became NaN.',
  ]);
});

test('a run that ended for lack of memory keeps its batch size: it is sent to a new one, with the batch that fits', () => {
  const lines: string[] = [];
  const reporter = textReporter({ print: () => {}, warn: (text) => lines.push(text), terminal: null });
  const reason = `The training process ran out of memory: use ${smallerBatch}. ${fitsWords(16, '1 GB')}`;
  reporter.ended({ ...row, state: 'interrupted', reason });
  reporter.ended({ ...row, state: 'failed', reason: `There is not enough memory for this model: try ${smallerBatch} (OOM).` });
  expect(lines).toEqual([
    `Run 3 was interrupted after 0.0 s: ${reason} It keeps its batch size of 32: begin a new run, with --batch-size 16. Once more memory is free, it can also go on: netloom resume run-1`,
    `Run 3 failed after 0.0 s: There is not enough memory for this model: try ${smallerBatch} (OOM). Begin a new run, with a smaller --batch-size or model.`,
  ]);
});
