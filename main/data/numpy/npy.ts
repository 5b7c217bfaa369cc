import type { Numbers } from '../../engine/engine.ts';

const codes = [
  [Float32Array, '<f4'],
  [Int32Array, '<i4'],
  [Uint8Array, '|u1'],
] as const;

/** Numbers as the bytes of NumPy's `.npy` format, version 1.0 (numpy.lib.format), C order. */
export function npy(numbers: Numbers, shape: readonly number[]): Uint8Array {
  const code = codes.find(([type]) => numbers instanceof type)?.[1] ?? '<f4';
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${code}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // Magic, version, length of the header (2 bytes), header: padded to a multiple of 64, a line feed last.
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const start = Buffer.alloc(10);
  start.write('\u0093NUMPY\u0001\u0000', 'latin1');
  start.writeUInt16LE(padded.length, 8);
  return Buffer.concat([start, Buffer.from(padded, 'latin1'), Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)]);
}
