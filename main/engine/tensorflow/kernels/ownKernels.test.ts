import { describe, expect, it, onTestFinished } from 'vitest';
import { assignVariables } from '../compiled/graphSession.ts';
import { GraphWriter, type Variable } from '../compiled/graphWriter.ts';
import { nativeSessions } from '../compiled/nativeSession.ts';
import { loadTensorflowBackend } from '../loadBackend.ts';
import { locateTensorflow } from '../locate.ts';
import { alternativeOf } from './alternatives/alternativeOf.ts';
import { chains, everyShape, normalization, poolingCases, rescalings, type Chain } from './fixtures/chains.ts';
import type { GraphOp } from './graphOp.ts';
import { quickerKernels } from './quickerKernels.ts';
import { withOwnKernels } from './withOwnKernels.ts';

const withOwn = (chain: Chain, but = ''): readonly GraphOp[] =>
  withOwnKernels(chain.ops, new Set(chain.wanted), everyShape(chain), ({ theirs }) => theirs.kernel !== but);

/** What is wanted of a chain as TensorFlow computes it, and as these kernels do, on the same numbers. */
async function results(chain: Chain, own: readonly GraphOp[], threads: number): Promise<readonly (readonly Float32Array[])[]> {
  const { binding } = loadTensorflowBackend();
  const session = nativeSessions(binding)?.({ threads, gpu: false });
  if (!session) throw new Error('the addon was not built');
  try {
    const writer = new GraphWriter();
    const variables: Variable[] = [];
    const positive = new Set<Variable>();
    const inputs = Object.entries(chain.given).map(([id, part]) => {
      if ('lengths' in part)
        return [Number(id), writer.constant(`in${id}`, 'int32', [part.lengths.length], Int32Array.from(part.lengths))] as const;
      const variable =
        'bytes' in part
          ? writer.variable(`in${id}`, part.bytes, 'uint8')
          : writer.variable(`in${id}`, 'positive' in part ? part.positive : part);
      variables.push(variable);
      if ('positive' in part) positive.add(variable);
      return [Number(id), variable.read] as const;
    });
    const outputs = [chain.ops, own].map((ops, way) => {
      const names = new Map(inputs);
      ops.forEach(({ kernel, attr, inputs: given, outputs: made }, at) => {
        const name = writer.node(
          `way${way}/${at}`,
          kernel,
          given.map((id) => names.get(id) ?? ''),
          attr,
        );
        made.forEach((id, output) => names.set(id, output === 0 ? name : `${name}:${output}`));
      });
      return chain.wanted.map((id) => names.get(id) ?? '');
    });
    await session.extend(writer.take());
    await assignVariables(
      session,
      variables.map((variable, seed) => {
        const count = variable.shape.reduce((a, b) => a * b, 1);
        if (variable.type === 'uint8') return [variable, Uint8Array.from({ length: count }, (_, at) => at * 7)] as const;
        return [
          variable,
          Float32Array.from({ length: count }, (_, at) => {
            const number = Math.sin(at * 1.7 + seed) + 0.3 * seed;
            return positive.has(variable) ? Math.abs(number) : number;
          }),
        ] as const;
      }),
    );
    const all: Float32Array[][] = [];
    for (const names of outputs) {
      const [found] = await session.prepare([], names)([[]]);
      all.push((found ?? []).map((numbers) => Float32Array.from(numbers)));
    }
    return all;
  } finally {
    session.close();
  }
}

describe.skipIf(!locateTensorflow().ready)('a kernel of our own', () => {
  it.each([
    ['16', 2],
    ['8', 1],
    ['4', 3],
  ])('gives what TensorFlow gives, with vectors of %s on %i threads', async (vectors, threads) => {
    process.env['NETLOOM_VECTORS'] = vectors;
    onTestFinished(() => {
      delete process.env['NETLOOM_VECTORS'];
    });
    for (const chain of chains) {
      const what = chain.ops.map((op) => `${op.kernel} ${op.shape.join('x')}`).join(', ');
      const own = withOwn(chain);
      expect(
        own.filter(({ kernel }) => kernel !== 'Reshape').every(({ kernel }) => kernel.startsWith('Netloom')),
        what,
      ).toBe(true);
      expect(await differences(chain, own, threads), what).toEqual([]);
    }
  });

  it.each(['16', '8', '4'])('rescales bytes to the very numbers that TensorFlow gives, with vectors of %s', async (vectors) => {
    process.env['NETLOOM_VECTORS'] = vectors;
    onTestFinished(() => {
      delete process.env['NETLOOM_VECTORS'];
    });
    for (const chain of rescalings) {
      const own = withOwn(chain);
      expect(own.map(({ kernel }) => kernel)).toEqual(['NetloomRescale']);
      const [theirs, ours] = await results(chain, own, 2);
      expect(ours).toEqual(theirs);
    }
  });

  it.each(['FusedBatchNormV3', 'FusedBatchNormGradV3'])("takes and gives what TensorFlow's %s keeps for the gradient", async (theirs) => {
    for (const relu of [false, true]) {
      const chain = normalization(500, 16, relu);
      expect(await differences(chain, withOwn(chain, theirs), 2)).toEqual([]);
    }
  });
});

/** Where our kernels give other numbers than TensorFlow's, in words. */
async function differences(chain: Chain, own: readonly GraphOp[], threads: number): Promise<readonly string[]> {
  const [theirs = [], ours = []] = await results(chain, own, threads);
  return theirs.flatMap((numbers, output) => {
    const found = ours[output];
    if (found?.length !== numbers.length) return [`output ${output} has ${found?.length} numbers, not ${numbers.length}`];
    const most = numbers.reduce((a, b) => Math.max(a, Math.abs(b)), 1);
    const far = numbers.findIndex((number, at) => !(Math.abs(number - (found[at] ?? Number.NaN)) < 1e-4 * most));
    return far === -1 ? [] : [`number ${far} of output ${output}: ${numbers[far]} and ${found[far]}`];
  });
}

it.skipIf(!locateTensorflow().ready)("is timed beside TensorFlow's, and one of both is chosen for each operation", async () => {
  const { binding } = loadTensorflowBackend();
  const timed = [...chains.slice(0, 4), ...poolingCases.slice(0, 2), normalization(300, 16, false)];
  const alternatives = timed.flatMap((chain) => chain.ops.flatMap((op) => alternativeOf(op, everyShape(chain)) ?? []));
  let closed = 0;
  const choices = await quickerKernels(alternatives, () => {
    const session = nativeSessions(binding)?.({ threads: 1, gpu: false });
    if (!session) throw new Error('the addon was not built');
    return { ...session, close: () => (session.close(), closed++) };
  });
  expect(Object.keys(choices)).toEqual([...new Set(alternatives.map(({ signature }) => signature))]);
  expect(closed).toBe(1);
});
