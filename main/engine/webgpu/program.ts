import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/** Threads that work together on one line of numbers. */
export const group = 64;

interface Parts {
  /** Names the shader: programs of one name have the same code. */
  readonly name: string;
  readonly outputShape: readonly number[];
  /** Names of the inputs in the code, in order: arrays of f32. */
  readonly inputs: readonly string[];
  /** Names of numbers that the code has as `uniforms.NAME`. */
  readonly numbers?: readonly string[];
  /** With 'each' the code runs once for each number of the output, `index`; with 'line' a group of threads runs it once for each `line`. */
  readonly over: 'each' | 'line';
  readonly lines?: number;
  readonly code: string;
}

/** A compute shader of ours as tfjs runs it: it keeps the compiled one by name and shapes, and orders it among its own. */
export function program({ name, outputShape, inputs, numbers = [], over, lines = 1, code }: Parts): WebGPUProgram {
  const size = outputShape.reduce((a, b) => a * b, 1);
  const head =
    over === 'each'
      ? 'fn main(index : i32) { if (index >= uniforms.size) { return; }'
      : 'fn main(unused : i32) { let line = i32(lineNumber()); let thread = i32(localIndex);';
  // A card takes so many groups along one axis; tfjs folds more of them into a square.
  const lineNumber = `fn lineNumber() -> u32 { return workgroupId.z * numWorkgroups.x * numWorkgroups.y + workgroupId.y * numWorkgroups.x + workgroupId.x; }
    var<workgroup> shared_ : array<f32, ${group}>;
    fn total(value : f32) -> f32 { shared_[localIndex] = value; ${fold('a + b')} }
    fn largest(value : f32) -> f32 { shared_[localIndex] = value; ${fold('max(a, b)')} }`;
  return {
    shaderKey: `netloom_${name}`,
    outputShape: [...outputShape],
    variableNames: [...inputs],
    uniforms: numbers.map((own) => `${own} : f32,`).join(' '),
    workgroupSize: [group, 1, 1],
    dispatchLayout: { x: outputShape.map((_, axis) => axis) },
    dispatch: [over === 'each' ? Math.ceil(size / group) : lines, 1, 1],
    size: true,
    getUserCode: () => `${over === 'line' ? lineNumber : ''}\n${head}\n${code}\n}`,
  };
}

/** Brings the threads' numbers together, two by two, and gives every thread the result. */
const fold = (combine: string): string => `
      workgroupBarrier();
      for (var half = ${group / 2}u; half > 0u; half = half / 2u) {
        if (localIndex < half) {
          let a = shared_[localIndex];
          let b = shared_[localIndex + half];
          shared_[localIndex] = ${combine};
        }
        workgroupBarrier();
      }
      let folded = shared_[0];
      workgroupBarrier();
      return folded;`;
