import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { composedOps } from '../ops/composedOps.ts';
import type { Ops } from '../ops/ops.ts';
import { fusedUpdate } from './fusedUpdate.ts';
import { group, program } from './program.ts';

/** Shaders of our own in place of tfjs's compositions: one dispatch where tfjs makes several. The gradients belong to these functions alone. */
export function webgpuOps(backend: WebGPUBackend): Ops {
  const compute = (own: WebGPUProgram, inputs: Tensor[]): Tensor => {
    const info = backend.runWebGPUProgram(own, inputs, 'float32');
    return tf.engine().makeTensorFromTensorInfo(info);
  };
  const channels = (x: Tensor): number => x.shape.at(-1) ?? 1;

  const withBias = (x: Tensor, bias: Tensor, active: boolean): Tensor =>
    compute(
      program({
        name: active ? 'biasRelu' : 'biasAdd',
        outputShape: x.shape,
        inputs: ['x', 'bias'],
        over: 'each',
        // By a comparison, so that what is not a number stays none.
        code: `let y = f32(x[index]) + bias[index % uniforms.biasShape]; ${active ? 'if (y < 0.0) { result[index] = 0.0; } else { result[index] = y; }' : 'result[index] = y;'}`,
      }),
      [x, bias],
    );
  /** Sums over all axes but the last. */
  const sumByChannel = (dy: Tensor, width: number): Tensor =>
    compute(
      program({
        name: 'sumByChannel',
        outputShape: [width],
        inputs: ['dy'],
        over: 'line',
        lines: width,
        code: `
          // A group too many has nothing to sum; it may not return, since its threads wait for each other.
          let end = select(0, uniforms.dyShape.x * uniforms.size, line < uniforms.size);
          var sum = 0.0;
          for (var at = line + thread * uniforms.size; at < end; at = at + ${group} * uniforms.size) { sum = sum + f32(dy[at]); }
          sum = total(sum);
          if (thread == 0 && line < uniforms.size) { result[line] = sum; }`,
      }),
      [tf.reshape(dy, [-1, width])],
    );
  const reluGrad = (dy: Tensor, y: Tensor): Tensor =>
    compute(
      program({
        name: 'reluGrad',
        outputShape: y.shape,
        inputs: ['dy', 'y'],
        over: 'each',
        code: 'if (y[index] > 0.0) { result[index] = f32(dy[index]); } else { result[index] = 0.0; }',
      }),
      [dy, y],
    );
  const biasAdd = tf.customGrad((...args) => {
    const [x, bias] = args as [Tensor, Tensor];
    return { value: withBias(x, bias, false), gradFunc: (dy: Tensor) => [dy, sumByChannel(dy, channels(x))] };
  });
  const biasRelu = tf.customGrad((...args) => {
    const [x, bias, save] = args as [Tensor, Tensor, (saved: Tensor[]) => void];
    const y = withBias(x, bias, true);
    save([y]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const dx = reluGrad(dy, saved[0] ?? y);
        return [dx, sumByChannel(dx, channels(x))];
      },
    };
  });

  // Class numbers as rows of 0 and 1 lie on the card as whole numbers: tfjs converts them when they are read, and so do these.
  /** One group of threads for each row: the largest logit, and the sum of what the others are beside it. */
  const rowSums = `
    let width = select(0, uniforms.logitsShape.y, line < uniforms.logitsShape.x);
    let start = line * width;
    var top = -3.4e38;
    for (var at = thread; at < width; at = at + ${group}) { top = max(top, f32(logits[start + at])); }
    top = largest(top);
    var sum = 0.0;
    for (var at = thread; at < width; at = at + ${group}) { sum = sum + exp(f32(logits[start + at]) - top); }
    sum = total(sum);`;
  const crossEntropy = (target: Tensor): ((logits: Tensor) => Tensor) =>
    tf.customGrad((...args) => {
      const [logits, save] = args as [Tensor, (saved: Tensor[]) => void];
      const rows = logits.shape[0] ?? 1;
      save([logits, target]);
      const value = compute(
        program({
          name: 'crossEntropy',
          outputShape: [rows],
          inputs: ['logits', 'wanted'],
          over: 'line',
          lines: rows,
          code: `${rowSums}
            var met = 0.0;
            for (var at = thread; at < width; at = at + ${group}) { met = met + f32(wanted[start + at]) * (top + log(sum) - f32(logits[start + at])); }
            met = total(met);
            if (thread == 0 && line < uniforms.logitsShape.x) { result[line] = met; }`,
        }),
        [logits, target],
      );
      const gradFunc = (dy: Tensor, [x = logits, y = target]: Tensor[]): Tensor =>
        compute(
          program({
            name: 'crossEntropyGrad',
            outputShape: x.shape,
            inputs: ['logits', 'wanted', 'dy'],
            over: 'line',
            lines: rows,
            code: `${rowSums}
              for (var at = thread; at < width; at = at + ${group}) {
                result[start + at] = f32(dy[line]) * (exp(f32(logits[start + at]) - top) / sum - f32(wanted[start + at]));
              }`,
          }),
          [x, y, dy],
        );
      return { value, gradFunc };
    });

  return {
    ...composedOps,
    biasAdd: (x, bias) => biasAdd(x, bias),
    biasRelu: (x, bias) => biasRelu(x, bias),
    softmaxCrossEntropy: (logits, target) => crossEntropy(target)(logits),
    updateInPlace: fusedUpdate(backend),
  };
}
