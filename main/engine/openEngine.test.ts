import { expect, it } from 'vitest';
import type { EngineName } from '../../shared/run/engines.ts';
import type { Engine } from './engine.ts';
import { EngineUnavailable } from './engineUnavailable.ts';
import { openFirst } from './openEngine.ts';

const engine = (name: EngineName, notices?: readonly string[]): Engine => ({
  name,
  version: '1',
  device: 'test',
  threads: 1,
  ...(notices ? { notices } : {}),
  create: () => Promise.reject(new Error('it is not asked for')),
  tensorCount: () => 0,
});
/** Opens any but those that have a reason here. */
const except =
  (reasons: Partial<Record<EngineName, string>>, notices?: readonly string[]) =>
  (name: EngineName): Promise<Engine> => {
    const reason = reasons[name];
    return reason === undefined ? Promise.resolve(engine(name, notices)) : Promise.reject(new EngineUnavailable(reason));
  };
const all: readonly EngineName[] = ['tensorflow', 'webgpu', 'wasm'];

it('the first that can be had is taken, and says why it is none of those before it', async () => {
  expect((await openFirst(all, {}, except({}))).notices).toBeUndefined();
  const fallen = await openFirst(
    all,
    {},
    except({ tensorflow: 'TensorFlow is damaged: run "npm run engine"', webgpu: 'no driver: install one' }),
  );
  expect(fallen).toMatchObject({
    name: 'wasm',
    notices: [
      'It trains on wasm, as no engine was named and better ones cannot be had: TensorFlow is damaged: run "npm run engine"; no driver: install one.',
    ],
  });
});

it('one that failed its check is told of where a lesser one is taken, and not where a better one is', async () => {
  const failures = { webgpu: 'it computes other numbers' };
  expect((await openFirst(['tensorflow', 'wasm'], failures, except({}))).notices).toBeUndefined();
  expect((await openFirst(['wasm'], failures, except({}))).notices).toEqual([
    'It trains on wasm, as no engine was named and a better one cannot be had: webgpu failed its check (it computes other numbers), which "netloom engines --check" repeats.',
  ]);
});

it('what the engine itself has to say stays', async () => {
  const found = await openFirst(all, {}, except({ tensorflow: 'gone' }, ['It runs on the stock session.']));
  expect(found.notices).toEqual([expect.stringContaining('gone'), 'It runs on the stock session.']);
});

it('a quicker one that stands later in the order is no fall', async () => {
  expect(await openFirst(['wasm', 'tensorflow'], {}, except({ webgpu: 'no driver' }))).toMatchObject({ name: 'wasm' });
  expect((await openFirst(['wasm', 'tensorflow'], {}, except({ webgpu: 'no driver' }))).notices).toBeUndefined();
});

it('where none can be had, all reasons are told; an error that is no such reason is not hidden', async () => {
  const reasons = { tensorflow: 'a', webgpu: 'b', wasm: 'c' };
  await expect(openFirst(all, {}, except(reasons))).rejects.toThrow('no engine can be had: a; b; c');
  await expect(openFirst(all, {}, () => Promise.reject(new TypeError('a mistake')))).rejects.toThrow('a mistake');
});
