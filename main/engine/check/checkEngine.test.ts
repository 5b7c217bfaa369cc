import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isSoftware } from '../describeEngines.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { checkEngine } from './checkEngine.ts';
import { compareKnown, knownLosses, trainKnown } from './knownTraining.ts';

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', `${name}.ts`);

it('knows the losses of the reference', async () => {
  const { losses } = await onEngine('cpu', (engine) => trainKnown(engine));
  expect(losses).toHaveLength(knownLosses.length);
  losses.forEach((loss, step) => expect(loss).toBeCloseTo(knownLosses[step] ?? Number.NaN, 5));
  expect(compareKnown(losses)).toBeNull();
});

it('tells an engine apart that computes something else, and one that computes nothing', () => {
  expect(compareKnown(knownLosses.map((loss, step) => loss + (step > 2 ? 2e-4 : 0)))).toMatch(
    /^it computes other numbers .* in step 4 in place of 1\.049176/,
  );
  expect(compareKnown(knownLosses.map(() => Number.NaN))).toMatch(/in step 1 /);
  expect(compareKnown([])).not.toBeNull();
});

it.each(['cpu', ...comparedEngines] as const)('passes on %s, in a process of its own, step by step', async (name) => {
  const steps: number[] = [];
  const check = await checkEngine(name, { onStep: (step) => void steps.push(step) });
  const timed = name === 'cpu' || isSoftware(name) ? null : expect.any(Number);
  expect(check).toEqual({
    engine: name,
    passed: true,
    msPerStep: expect.any(Number),
    trialMs: timed,
    elsewhere: expect.any(Number),
    reason: null,
    notices: [],
  });
  expect(steps).toEqual(steps.map((_, at) => at + 1));
  expect(steps.length).toBeGreaterThanOrEqual(knownLosses.length);
});

it('survives a driver that ends the process, and one that never answers', async () => {
  expect(await checkEngine('webgpu', { file: fixture('crash') })).toMatchObject({
    passed: false,
    reason: 'its process ended unexpectedly (SIGSEGV, after it wrote: driver: no such device)',
  });
  expect(await checkEngine('webgpu', { file: fixture('silent'), patience: 1 })).toMatchObject({
    passed: false,
    reason: 'it did not answer within 1 seconds and was ended',
  });
});

it('ends at once when it is interrupted', async () => {
  const abort = new AbortController();
  const check = checkEngine('wasm', { file: fixture('silent'), signal: abort.signal });
  abort.abort();
  expect(await check).toMatchObject({ passed: false, reason: 'the check was interrupted' });
});
