/**
 * Reads an IDX file of unsigned bytes (LeCun's format: 0, 0, 8, rank, lengths as big-endian 32-bit numbers, then the bytes). Throws an
 * Error that names the file when it is not of the expected shape.
 */
export function parseIdx(bytes: Uint8Array, shape: readonly number[], path: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = 4 + 4 * shape.length;
  const size = shape.reduce((a, b) => a * b, 1);
  const fits =
    bytes.length === header + size &&
    view.getUint32(0) === 0x800 + shape.length &&
    shape.every((length, axis) => view.getUint32(4 + 4 * axis) === length);
  if (!fits) throw new Error(`${path} is damaged: it should hold ${shape.join(' × ')} bytes in IDX form; run "npm ci" to install it again`);
  return bytes.subarray(header);
}
