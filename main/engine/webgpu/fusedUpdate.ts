import type { Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Algebra } from '../../../shared/catalogue/algebra.ts';
import { stepScalars, stepWeight } from '../../../shared/catalogue/optimizerStep.ts';
import type { ItemValue } from '../../../shared/catalogue/params.ts';
import type { Ops } from '../ops/ops.ts';
import { program } from './program.ts';

/** An expression of a shader, with the names of all that it is computed from. */
interface Code {
  readonly text: string;
  readonly reads: ReadonlySet<string>;
}

const code = (text: string, ...parts: readonly Code[]): Code => ({ text, reads: new Set(parts.flatMap(({ reads }) => [...reads])) });
const infix =
  (sign: string) =>
  (a: Code, b: Code): Code =>
    code(`(${a.text} ${sign} ${b.text})`, a, b);
const call =
  (name: string) =>
  (...parts: readonly Code[]): Code =>
    code(`${name}(${parts.map(({ text }) => text).join(', ')})`, ...parts);

/** The operations of an optimizer's mathematics as the text of a shader. */
const shaderAlgebra: Algebra<Code> = {
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: infix('/'),
  max: call('max'),
  abs: call('abs'),
  sign: call('sign'),
  square: (a) => code(`(${a.text} * ${a.text})`, a),
  sqrt: call('sqrt'),
  rsqrt: call('inverseSqrt'),
};

/** A shader that writes the weight, or one of its slots, out of what all of them were before the step. */
interface Write {
  /** `weight`, or the slot's name. */
  readonly target: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly numbers: readonly string[];
  readonly text: string;
}

/** The shaders of an optimizer's step, in an order in which none reads what another has written already. */
function writeShaders({ kind, values }: ItemValue, slots: readonly string[], scalars: readonly string[]): readonly Write[] {
  const tensor = (name: string): Code => ({ text: `f32(${name}_[index])`, reads: new Set([name]) });
  const number = (name: string): Code => ({ text: `uniforms.${name}`, reads: new Set([`uniforms.${name}`]) });
  const stepped = stepWeight(
    shaderAlgebra,
    { kind, values },
    {
      weight: tensor('weight'),
      gradient: tensor('gradient'),
      slots: Object.fromEntries(slots.map((name) => [name, tensor(name)])),
      scalars: Object.fromEntries(scalars.map((name) => [name, number(name)])),
    },
  );
  const left = new Map<string, Code>([['weight', stepped.weight], ...Object.entries(stepped.slots)]);
  const writes: Write[] = [];
  while (left.size > 0) {
    const free = [...left].find(([target]) => [...left].every(([other, { reads }]) => other === target || !reads.has(target)));
    if (!free) throw new Error(`the step of ${kind} cannot be written in place: its parts wait for each other`);
    const [target, { text, reads }] = free;
    left.delete(target);
    const own = `f32(${target}_[index])`;
    writes.push({
      target,
      // The code hangs on the values that make branches: they are part of the name.
      name: `${kind}_${target}_${writes.length}_${hash(text)}`,
      inputs: ['weight', 'gradient', ...slots].filter((name) => name !== target && reads.has(name)),
      numbers: scalars.filter((name) => reads.has(`uniforms.${name}`)),
      text: text.replaceAll(own, 'own'),
    });
  }
  return writes;
}

/** Tells apart the few texts of one optimizer. */
function hash(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) >>> 0;
  return sum.toString(36);
}

/** An optimizer's step on the card, where the weights lie: its mathematics written as a shader for the weight and one for each slot. */
export function fusedUpdate(backend: WebGPUBackend): NonNullable<Ops['updateInPlace']> {
  const known = new WeakMap<ItemValue, readonly Write[]>();
  return (optimizer, { weight, gradient, slots, hyper, iteration }) => {
    const scalars = stepScalars(optimizer, hyper, iteration);
    const writes = known.get(optimizer) ?? writeShaders(optimizer, Object.keys(slots), Object.keys(scalars));
    known.set(optimizer, writes);
    const tensors: Readonly<Record<string, Tensor | undefined>> = { ...slots, weight, gradient };
    for (const { target, name, inputs, numbers, text } of writes) {
      const written = tensors[target];
      if (!written) throw new Error(`the step of ${optimizer.kind} has no "${target}"`);
      const own = program({
        name,
        outputShape: written.shape,
        inputs: inputs.map((input) => `${input}_`),
        numbers,
        over: 'each',
        code: `let own = result[index]; result[index] = ${text};`,
      });
      const uniforms = numbers.map((scalar) => ({ type: 'float32', data: [scalars[scalar] ?? 0] }));
      const read = inputs.flatMap((input) => tensors[input] ?? []);
      backend.runWebGPUProgram(own, read, 'float32', uniforms, written);
      // What was read before is kept beside the card's numbers and would be given again.
      Object.assign(backend.tensorMap.get(written.dataId), { values: null });
    }
    return true;
  };
}
