/**
 * Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): four 32-bit numbers from a 64-bit key and a
 * 128-bit counter, without state. Everything random in Netloom comes from here, so any number can be made again on its own.
 */
const multiplierA = 0xd2511f53;
const multiplierB = 0xcd9e8d57;
const weylA = 0x9e3779b9;
const weylB = 0xbb67ae85;
const rounds = 10;

/** High 32 bits of the 64-bit product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = (middle & 0xffff) + aLow * bHigh;
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

export type Key = readonly [number, number];

/** Writes the block of `counter` (four 32-bit words) under `key` to `out[at .. at + 3]` as unsigned 32-bit numbers. */
export function philox(key: Key, c0: number, c1: number, c2: number, c3: number, out: Uint32Array, at: number): void {
  let k0 = key[0] >>> 0;
  let k1 = key[1] >>> 0;
  let x0 = c0 >>> 0;
  let x1 = c1 >>> 0;
  let x2 = c2 >>> 0;
  let x3 = c3 >>> 0;
  for (let round = 0; round < rounds; round++) {
    const highA = multiplyHigh(multiplierA, x0);
    const lowA = Math.imul(multiplierA, x0) >>> 0;
    const highB = multiplyHigh(multiplierB, x2);
    const lowB = Math.imul(multiplierB, x2) >>> 0;
    x0 = (highB ^ x1 ^ k0) >>> 0;
    x1 = lowB;
    x2 = (highA ^ x3 ^ k1) >>> 0;
    x3 = lowA;
    k0 = (k0 + weylA) >>> 0;
    k1 = (k1 + weylB) >>> 0;
  }
  out[at] = x0;
  out[at + 1] = x1;
  out[at + 2] = x2;
  out[at + 3] = x3;
}
