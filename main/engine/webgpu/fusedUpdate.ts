import type { Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Ops, StepInPlace } from '../ops/ops.ts';
import { promised } from '../optimizers/update.ts';
import { program } from './program.ts';

/** Writes one tensor out of itself and others: `own` is its number before. */
type Write = (
  target: Tensor,
  name: string,
  code: string,
  inputs: Readonly<Record<string, Tensor>>,
  numbers: Readonly<Record<string, number>>,
) => void;
type FusedStep = (step: StepInPlace, values: Readonly<Record<string, unknown>>, write: Write) => void;

/** The optimizers as shaders: a dispatch for the weight and one for each slot, in the order in which they need each other. */
const steps: Readonly<Record<string, FusedStep>> = {
  sgd({ weight, gradient, slots, hyper }, { momentum, nesterov }, write) {
    const rate = promised(hyper, 'learningRate');
    if (momentum === 0) return write(weight, 'sgd', 'own - uniforms.rate * f32(g[index])', { g: gradient }, { rate });
    const keep = promised(hyper, 'momentum');
    const slot = promised(slots, 'momentum');
    write(slot, 'sgdMomentum', 'own * uniforms.keep - uniforms.rate * f32(g[index])', { g: gradient }, { keep, rate });
    if (nesterov === true)
      write(
        weight,
        'sgdNesterov',
        'own + m[index] * uniforms.keep - uniforms.rate * f32(g[index])',
        { m: slot, g: gradient },
        { keep, rate },
      );
    else write(weight, 'sgdMove', 'own + m[index]', { m: slot }, {});
  },
  adam({ weight, gradient, slots, hyper, iteration }, { amsgrad }, write) {
    const beta1 = promised(hyper, 'beta1');
    const beta2 = promised(hyper, 'beta2');
    const m = promised(slots, 'momentum');
    const v = promised(slots, 'velocity');
    write(m, 'adamMomentum', 'own + (f32(g[index]) - own) * uniforms.part', { g: gradient }, { part: 1 - beta1 });
    write(v, 'adamVelocity', 'own + (f32(g[index]) * f32(g[index]) - own) * uniforms.part', { g: gradient }, { part: 1 - beta2 });
    const largest = amsgrad === true ? promised(slots, 'velocity_hat') : null;
    if (largest) write(largest, 'adamLargest', 'max(own, v[index])', { v }, {});
    const rate = (promised(hyper, 'learningRate') * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
    const numbers = { rate, epsilon: promised(hyper, 'epsilon') };
    write(weight, 'adam', 'own - m[index] * uniforms.rate / (sqrt(v[index]) + uniforms.epsilon)', { m, v: largest ?? v }, numbers);
  },
  adamax({ weight, gradient, slots, hyper, iteration }, _values, write) {
    const beta1 = promised(hyper, 'beta1');
    const m = promised(slots, 'm');
    const u = promised(slots, 'u');
    write(m, 'adamMomentum', 'own + (f32(g[index]) - own) * uniforms.part', { g: gradient }, { part: 1 - beta1 });
    write(u, 'adamaxSize', 'max(own * uniforms.beta2, abs(f32(g[index])))', { g: gradient }, { beta2: promised(hyper, 'beta2') });
    const numbers = { rate: promised(hyper, 'learningRate') / (1 - beta1 ** iteration), epsilon: promised(hyper, 'epsilon') };
    write(weight, 'adamax', 'own - m[index] * uniforms.rate / (u[index] + uniforms.epsilon)', { m, u }, numbers);
  },
  lion({ weight, gradient, slots, hyper }, _values, write) {
    const m = promised(slots, 'momentum');
    const beta1 = promised(hyper, 'beta1');
    const beta2 = promised(hyper, 'beta2');
    // The weight first: it moves by the mean as it was before this gradient.
    const mixed = 'sign(m[index] * uniforms.keep + f32(g[index]) * uniforms.part)';
    const numbers = { rate: promised(hyper, 'learningRate'), keep: beta1, part: 1 - beta1 };
    write(weight, 'lion', `own - uniforms.rate * ${mixed}`, { m, g: gradient }, numbers);
    write(m, 'lionMomentum', 'own * uniforms.keep + f32(g[index]) * uniforms.part', { g: gradient }, { keep: beta2, part: 1 - beta2 });
  },
  rmsprop({ weight, gradient, slots, hyper }, { momentum, centered }, write) {
    const rho = promised(hyper, 'rho');
    const v = promised(slots, 'velocity');
    write(v, 'rmsVelocity', 'own * uniforms.rho + f32(g[index]) * f32(g[index]) * uniforms.part', { g: gradient }, { rho, part: 1 - rho });
    const average = centered === true ? promised(slots, 'average_gradient') : null;
    if (average)
      write(average, 'rmsAverage', 'own * uniforms.rho + f32(g[index]) * uniforms.part', { g: gradient }, { rho, part: 1 - rho });
    const size = average ? 'v[index] - a[index] * a[index]' : 'v[index]';
    const move = `f32(g[index]) * uniforms.rate * inverseSqrt(${size} + uniforms.epsilon)`;
    const inputs = { g: gradient, v, ...(average ? { a: average } : {}) };
    const numbers = { rate: promised(hyper, 'learningRate'), epsilon: promised(hyper, 'epsilon') };
    const variant = average ? 'Centered' : '';
    if (typeof momentum !== 'number' || momentum <= 0) return write(weight, `rms${variant}`, `own - ${move}`, inputs, numbers);
    const slot = promised(slots, 'momentum');
    write(slot, `rmsMomentum${variant}`, `own * uniforms.keep + ${move}`, inputs, { keep: promised(hyper, 'momentum'), ...numbers });
    write(weight, 'rmsMove', 'own - m[index]', { m: slot }, {});
  },
};

/** An optimizer's step on the card, where the weights lie. */
export function fusedUpdate(backend: WebGPUBackend): NonNullable<Ops['updateInPlace']> {
  const write: Write = (target, name, code, inputs, numbers) => {
    const own = program({
      name,
      outputShape: target.shape,
      inputs: Object.keys(inputs),
      numbers: Object.keys(numbers),
      over: 'each',
      code: `let own = result[index]; result[index] = ${code};`,
    });
    const uniforms = Object.values(numbers).map((value) => ({ type: 'float32', data: [value] }));
    backend.runWebGPUProgram(own, Object.values(inputs), 'float32', uniforms, target);
    // What was read before is kept beside the card's numbers and would be given again.
    Object.assign(backend.tensorMap.get(target.dataId), { values: null });
  };
  return (optimizer, step) => {
    const fused = steps[optimizer.kind];
    fused?.(step, optimizer.values, write);
    return fused !== undefined;
  };
}
