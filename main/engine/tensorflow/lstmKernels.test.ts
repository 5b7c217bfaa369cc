import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lstm as block } from '../../../shared/catalogue/blocks/lstm.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { openEngine } from '../openEngine.ts';
import { lstm } from '../lower/lstm.ts';
import type { LowerContext } from '../lower/lowering.ts';
import { loadTensorflowBackend } from './loadBackend.ts';
import { locateTensorflow } from './locate.ts';
import { tensorflowOps } from './tensorflowOps.ts';

/** Sizes that no tile of the kernels divides. */
const [batch, steps, features, units] = [13, 5, 3, 37];
const made = (shape: number[], seed: number): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) => Math.sin(at * 1.3 + seed) / 2),
    shape,
  );

/** Outputs of all steps, and the gradients of a number made of them by input and weights. */
function outcome(ownKernels: boolean, { training = true, goBackwards = false, useBias = true } = {}): Float32Array[] {
  const ops = tensorflowOps(loadTensorflowBackend().backend, { ownKernels });
  const nothing = (): never => {
    throw new Error('nothing is dropped here');
  };
  const context: LowerContext = { training, ops, random: nothing, update: nothing };
  const values = parseValues(block.params, { units, returnSequences: true, goBackwards, useBias }).values;
  return tf.tidy(() => {
    const run = (x: tf.Tensor, kernel: tf.Tensor, recurrent: tf.Tensor, bias: tf.Tensor): tf.Tensor =>
      lstm({ x: [x] }, { kernel, recurrent_kernel: recurrent, ...(useBias ? { bias } : {}) }, values, context)['y'] ?? tf.zeros([0]);
    const given = [made([batch, steps, features], 1), made([features, 4 * units], 2), made([units, 4 * units], 3), made([4 * units], 4)];
    const [x, kernel, recurrent, bias] = given;
    if (!x || !kernel || !recurrent || !bias) throw new Error('four inputs');
    if (!training) return [Float32Array.from(run(x, kernel, recurrent, bias).dataSync())];
    const gradients = tf.grads((...own: tf.Tensor[]) => {
      const [a, b, c, d] = own;
      return tf.sum(tf.mul(run(a ?? x, b ?? kernel, c ?? recurrent, d ?? bias), made([batch, steps, units], 5)));
    })(given);
    return [run(x, kernel, recurrent, bias), ...gradients].map((tensor) => Float32Array.from(tensor.dataSync()));
  });
}

describe.skipIf(!locateTensorflow().ready)('the LSTM of our own', () => {
  it.each(['16', '8', '4'])('equals the one made of small operations, with vectors of %s', async (vectors) => {
    const engine = await openEngine('tensorflow');
    process.env['NETLOOM_VECTORS'] = vectors;
    onTestFinished(() => {
      delete process.env['NETLOOM_VECTORS'];
    });
    const before = engine.tensorCount();
    for (const options of [{}, { training: false }, { training: false, goBackwards: true, useBias: false }]) {
      const [own, composed] = [outcome(true, options), outcome(false, options)];
      expect(own).toHaveLength(options.training === false ? 1 : 5);
      own.forEach((numbers, part) => {
        expect(numbers.length).toBeGreaterThan(0);
        const far = numbers.findIndex((number, at) => !(Math.abs(number - (composed[part]?.[at] ?? Number.NaN)) < 2e-5));
        expect(far, `part ${part} of ${JSON.stringify(options)}`).toBe(-1);
      });
    }
    expect(engine.tensorCount()).toBe(before);
  });
});
