import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { State } from '../engine/engine.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

const state: State = {
  'dense/kernel': { shape: [2, 3], dtype: 'float32', numbers: Float32Array.of(1, -2.5, 3e-30, 0, 5, 6) },
  'dense/kernel/momentum': { shape: [1], dtype: 'float32', numbers: Float32Array.of(7) },
  'optimizer/train/iterations': { shape: [], dtype: 'int32', numbers: Int32Array.of(41) },
};

describe('safetensors', () => {
  it('gives back what was written, from any place in memory', () => {
    const bytes = encodeSafetensors(state, { netloom: '{"step":41}' });
    const shifted = Buffer.concat([Buffer.from('x'), bytes]).subarray(1);
    for (const source of [bytes, Buffer.from(bytes), shifted]) {
      const read = decodeSafetensors(source);
      expect({ ...read.state }).toEqual(state);
      expect(read.metadata).toEqual({ netloom: '{"step":41}' });
    }
    expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
  });

  it('refuses a damaged file in words, and never asks for more memory than the file has', () => {
    const bytes = encodeSafetensors(state, {});
    expect(() => decodeSafetensors(bytes.subarray(0, bytes.length - 4))).toThrow('does not have the bytes that its shape needs');
    expect(() => decodeSafetensors(new Uint8Array(4))).toThrow('its header is damaged');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, byte, length) => {
        const broken = bytes.slice(0, length);
        if (at < broken.length) broken[at] = byte;
        try {
          decodeSafetensors(broken);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect((error as Error).message).not.toMatch(/Invalid typed array|Array buffer allocation/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
