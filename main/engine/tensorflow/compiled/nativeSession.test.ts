import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadTensorflowBackend } from '../loadBackend.ts';
import { locateTensorflow } from '../locate.ts';
import { assignVariables, readVariables, type GraphSession } from './graphSession.ts';
import { dataTypes } from './graphProto.ts';
import { GraphWriter } from './graphWriter.ts';
import { loadNative, nativeSessions } from './nativeSession.ts';

const located = locateTensorflow();
const float = { type: dataTypes.float32 };

function openSession(): GraphSession {
  const { binding, threads } = loadTensorflowBackend();
  const open = nativeSessions(binding);
  if (!open) throw new Error('the addon was not built');
  const session = open({ threads, gpu: false });
  onTestFinished(() => session.close());
  return session;
}
/** A variable of two numbers, to which each run adds what it is fed. */
async function adder(session: GraphSession) {
  const writer = new GraphWriter();
  const total = writer.variable('total', [2]);
  await session.extend(writer.take());
  await assignVariables(session, [[total, Float32Array.of(1, 2)]]);
  const given = writer.placeholder('given', 'float32', [2]);
  const add = writer.node('add', 'AssignAddVariableOp', [total.handle, given], { dtype: float });
  const read = writer.node('after', 'ReadVariableOp', [total.handle, `^${add}`], { dtype: float });
  await session.extend(writer.take());
  return { total, run: session.prepare([{ name: given, type: 'float32', shape: [2] }], [read]) };
}

describe.skipIf(!located.ready)('a session of the addon', () => {
  it('grows, keeps what its variables hold, and runs several times in one call', async () => {
    const session = openSession();
    const { total, run } = await adder(session);
    const results = await run([[Float32Array.of(1, 1)], [Float32Array.of(2, 2)], [Float32Array.of(3, 3)]]);
    expect(results.map(([numbers]) => [...(numbers ?? [])])).toEqual([
      [2, 3],
      [4, 5],
      [7, 8],
    ]);
    expect((await readVariables(session, [total])).map((numbers) => [...numbers])).toEqual([[7, 8]]);
  });

  it('gives JavaScript a turn again and again, however short the calls are', async () => {
    const { run } = await adder(openSession());
    let turns = 0;
    const beat = setInterval(() => (turns += 1), 0);
    for (let call = 0; call < 20_000; call++) await run([[Float32Array.of(1, 1)]]);
    clearInterval(beat);
    expect(turns).toBeGreaterThan(3);
  });

  it.each([4, 4_000_000])(
    'takes tiny numbers for 0 on every thread alike, of %i numbers, and leaves those of JavaScript as they are',
    async (count) => {
      const session = openSession();
      const writer = new GraphWriter();
      const given = writer.placeholder('given', 'float32', [count]);
      const product = writer.node('product', 'Mul', [given, given], { T: float });
      await session.extend(writer.take());
      const square = session.prepare([{ name: given, type: 'float32', shape: [count] }], [product]);
      const numbers = new Float32Array(count).fill(1e-20);
      for (let turn = 0; turn < 4; turn++) {
        const [[squares] = []] = await square([[numbers]]);
        expect(squares?.findIndex((value) => value !== 0)).toBe(-1);
      }
      const smallest = Number(String(Number.MIN_VALUE));
      expect(smallest * 3).toBeGreaterThan(0);
    },
  );

  it('lets JavaScript go on while it runs', async () => {
    const { run } = await adder(openSession());
    let turns = 0;
    const beat = setInterval(() => (turns += 1), 0);
    await run(Array.from({ length: 20_000 }, () => [Float32Array.of(1, 1)]));
    clearInterval(beat);
    expect(turns).toBeGreaterThan(3);
  });

  it('says what is wrong, and goes on afterwards', async () => {
    const session = openSession();
    const { run } = await adder(session);
    await expect(run([[new Float32Array(3)]])).rejects.toThrow('given is fed 12 bytes instead of 8');
    await expect(run([[]])).rejects.toThrow('as many arrays as it has feeds');
    expect(() => session.prepare([], ['nowhere'])).toThrow('the graph has no node nowhere');
    const writer = new GraphWriter();
    writer.node('odd', 'NoSuchKernel', [], {});
    await expect(session.extend(writer.take())).rejects.toThrow(/TensorFlow does not take the graph: .*NoSuchKernel/);
    const unset = writer.variable('unset', [1]);
    await session.extend(writer.take());
    await expect(readVariables(session, [unset])).rejects.toThrow(/unset/);
    const [row] = await run([[Float32Array.of(1, 1)]]);
    expect([...(row?.[0] ?? [])]).toEqual([2, 3]);
  });

  it('refuses a second call while one runs, and any after its end', async () => {
    const session = openSession();
    const { run } = await adder(session);
    const first = run([[Float32Array.of(1, 1)]]);
    await expect(run([[Float32Array.of(1, 1)]])).rejects.toThrow('the session is at work');
    expect(() => session.close()).toThrow('the session is at work');
    await first;
    session.close();
    await expect(run([[Float32Array.of(1, 1)]])).rejects.toThrow('the session is closed');
  });
});

it('an addon that is missing leaves the stock binding, and so does one that does not load, which is told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-addon-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const binding = join(folder, 'tfjs_binding.node');
  expect(loadNative(binding)).toEqual({ open: null, problem: null });
  writeFileSync(join(folder, 'graph_session.node'), 'not a library');
  expect(loadNative(binding)).toEqual({ open: null, problem: expect.stringMatching(/^\S+graph_session\.node: /) });
});
