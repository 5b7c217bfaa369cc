import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import { required } from '../lower/lowering.ts';
import type { Ops } from '../ops/ops.ts';

/** The LSTM of `native/lstmKernels.cc`: one operation each way for all steps, where TensorFlow has some twenty for each. */
export function lstmKernels(backend: NodeJSKernelBackend): Required<Pick<Ops, 'lstm' | 'lstmPredict'>> {
  const run = tf.customGrad((...args) => {
    const [projected, recurrent, save] = args as [Tensor, Tensor, (saved: Tensor[]) => void];
    const [batch = 0, steps = 0, width = 0] = projected.shape;
    const units = width / 4;
    const [outputs, cells, gates] = backend.executeMultipleOutputs('NetloomLstm', [], [projected, recurrent], 3);
    if (!outputs || !cells || !gates) throw new Error('NetloomLstm gave no result');
    save([recurrent, outputs, cells, gates]);
    return {
      value: tf.slice(outputs, [0, 1, 0], [batch, steps, units]),
      gradFunc(upstream: Tensor, saved: Tensor[]) {
        const [kernel, states, ...others] = saved;
        const gradient = backend.executeSingleOutput(
          'NetloomLstmGrad',
          [],
          [upstream, required(kernel, 'the recurrent kernel'), ...others],
        );
        const before = tf.slice(required(states, 'the outputs'), [0, 0, 0], [batch, steps, units]);
        const flat = (x: Tensor, columns: number): tf.Tensor2D => tf.reshape(x, [batch * steps, columns]);
        return [gradient, tf.matMul(flat(before, units), flat(gradient, width), true, false)];
      },
    };
  });
  return {
    lstm: (projected, recurrent) => run(projected, recurrent),
    lstmPredict: (...inputs) => backend.executeSingleOutput('NetloomLstmPredict', [], inputs),
  };
}
