import { describe, expect, it } from 'vitest';
import { permutation } from './permutation.ts';
import { philox } from './philox.ts';
import { randomSource, uniforms } from './stream.ts';

describe('philox', () => {
  // The known answers of the authors' Random123 library (kat_vectors, philox4x32 10 rounds).
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
    ],
  ] as const)('gives the published block for counter %j', (counter, key, expected) => {
    const out = new Uint32Array(4);
    philox(key, counter[0], counter[1], counter[2], counter[3], out, 0);
    expect([...out].map((word) => word.toString(16).padStart(8, '0'))).toEqual(expected);
  });

  it('draws other numbers for another seed, stream, epoch or step, and the same for the same; seed 0 included', () => {
    const draw = (seed: number, name: string, epoch: number, step: number): string => uniforms(seed, name, epoch, step, 8).join();
    expect(draw(0, 'a', 0, 0)).toBe(draw(0, 'a', 0, 0));
    const others = [draw(0, 'a', 0, 0), draw(1, 'a', 0, 0), draw(0, 'b', 0, 0), draw(0, 'a', 1, 0), draw(0, 'a', 0, 1)];
    expect(new Set(others).size).toBe(others.length);
  });

  it('is uniform and normal within what chance allows', () => {
    const random = randomSource(7, 'moments');
    const count = 50_000;
    const uniform = Array.from({ length: count }, () => random.uniform());
    const normal = Array.from({ length: count }, () => random.normal());
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((x) => x * x))).toBeCloseTo(1, 1);
  });

  it('permutes: every number once, every place about equally often', () => {
    expect([...permutation(100, 3, 'order', 5)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, at) => at));
    const counts = [0, 0, 0];
    for (let epoch = 0; epoch < 3000; epoch++) counts[permutation(3, 0, 'order', epoch)[0] ?? 0]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
