import { describe, expect, it, onTestFinished } from 'vitest';
import { loadTensorflowBackend } from '../loadBackend.ts';
import { locateTensorflow } from '../locate.ts';
import { assignVariables, readVariables } from './graphSession.ts';
import { GraphWriter } from './graphWriter.ts';
import { nativeSessions } from './nativeSession.ts';
import { ownUpdate } from './ownUpdate.ts';

const located = locateTensorflow();
/** More numbers than one thread takes, and a number that no vector's length divides. */
const size = 1_200_011;
const hyper = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const numbers = (seed: number): Float32Array => Float32Array.from({ length: size }, (_, at) => Math.sin(at * 0.37 + seed));

/** Adam's step for one weight, as in arXiv 1412.6980 (section 2, the form with both corrections in the rate). */
function adam(weight: number, momentum: number, velocity: number, gradient: number, iteration: number): [number, number, number] {
  const { learningRate, beta1, beta2, epsilon } = hyper;
  const m = beta1 * momentum + (1 - beta1) * gradient;
  const v = beta2 * velocity + (1 - beta2) * gradient ** 2;
  const rate = (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
  return [weight - (rate * m) / (Math.sqrt(v) + epsilon), m, v];
}

describe.skipIf(!located.ready)('the update of our own', () => {
  it('moves a weight that several threads share as a plain loop does', async () => {
    const { binding } = loadTensorflowBackend();
    const session = nativeSessions(binding)?.({ threads: 2, gpu: false });
    const update = ownUpdate({ kind: 'adam', values: { amsgrad: false } });
    if (!session || !update) throw new Error('the addon was not built');
    onTestFinished(() => session.close());
    const writer = new GraphWriter();
    const [weight, momentum, velocity] = [writer.variable('w', [size]), writer.variable('m', [size]), writer.variable('v', [size])];
    const gradient = writer.placeholder('gradient', 'float32', [size]);
    const scalars = writer.placeholder('scalars', 'float32', [4]);
    const slot = (name: string) => (name === 'momentum' ? momentum : velocity);
    const context = { prefix: 'step', scalars, numbers: [], read: [], used: [] };
    const nodes = update.write(writer, [{ weight, gradient, slot, scratch: () => weight }], context);
    const done = writer.constant('done', 'int32', [], Int32Array.of(1));
    const step = writer.node('all', 'Identity', [done, ...nodes.map((name) => `^${name}`)], { T: { type: 3 } });
    await session.extend(writer.take());
    const zeros = new Float32Array(size);
    await assignVariables(session, [
      [weight, numbers(0)],
      [momentum, zeros],
      [velocity, zeros],
    ]);
    const feeds = [
      { name: gradient, type: 'float32', shape: [size] },
      { name: scalars, type: 'float32', shape: [4] },
    ] as const;
    const run = session.prepare(feeds, [step]);
    await run([1, 2].map((iteration) => [numbers(iteration), Float32Array.from(update.scalars(hyper, iteration))]));
    const found = await readVariables(session, [weight, momentum, velocity]);
    const [given, first, second] = [numbers(0), numbers(1), numbers(2)];
    const largest = [0, 0, 0];
    for (let at = 0; at < size; at++) {
      const once = adam(given[at] ?? 0, 0, 0, first[at] ?? 0, 1);
      const twice = adam(...once, second[at] ?? 0, 2);
      for (const part of [0, 1, 2])
        largest[part] = Math.max(largest[part] ?? 0, Math.abs((found[part]?.[at] ?? Number.NaN) - (twice[part] ?? 0)));
    }
    for (const distance of largest) expect(distance).toBeLessThan(1e-6);
  });
});
