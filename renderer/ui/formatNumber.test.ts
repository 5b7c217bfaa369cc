import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatExact,
  formatPercent,
  formatSigned,
  formatStepTime,
  formatValue,
} from './formatNumber.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [320, '320'],
    [999, '999'],
    [1000, '1 K'],
    [18496, '18.5 K'],
    [999_499, '999 K'],
    [999_600, '1 M'],
    [1_234_567, '1.2 M'],
    [121_000_000, '121 M'],
    [-1500, '−1.5 K'],
  ])('counts %d as %s', (count, text) => expect(plain(formatCount(count))).toBe(text));

  it.each([
    [0, '0.0 s'],
    [420, '0.4 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [59_600, '1 m'],
    [192_000, '3 m 12 s'],
    [7_500_000, '2 h 5 m'],
    [97_200_000, '1 d 3 h'],
    [-1, '–'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('tells the duration %d as %s', (milliseconds, text) => expect(plain(formatDuration(milliseconds))).toBe(text));

  it.each([
    [0, '0'],
    [0.0123456, '0.01235'],
    [2.302585, '2.303'],
    [0.00000012, '1.20e-7'],
    [12_345_678, '1.23e7'],
    [Number.NaN, 'not a number'],
    [Number.POSITIVE_INFINITY, '∞'],
  ])('tells the value %d as %s', (value, text) => expect(formatValue(value)).toBe(text));

  it('tells shares, steps, bytes and exact numbers', () => {
    expect(plain(formatPercent(0.98526))).toBe('98.53 %');
    expect(plain(formatStepTime(0.853))).toBe('0.85 ms');
    expect(plain(formatStepTime(11.24))).toBe('11.2 ms');
    expect(plain(formatStepTime(1420))).toBe('1.4 s');
    expect(plain(formatBytes(4321))).toBe('4.3 KB');
    expect(formatExact(1234567)).toBe('1,234,567');
    expect(formatExact(0.1)).toBe('0.1');
  });

  it('tells when', () => {
    const now = Date.UTC(2026, 10, 24, 12);
    expect(formatAgo(now - 20_000, now)).toBe('just now');
    expect(formatAgo(now - 5 * 60_000, now)).toBe('5 min ago');
    expect(formatAgo(now - 3 * 3_600_000, now)).toBe('3 h ago');
    expect(formatAgo(now - 30 * 3_600_000, now)).toBe('yesterday');
    expect(formatAgo(now - 10 * 86_400_000, now)).toBe('14 Nov 2026');
  });

  it.each([
    [-0.5, '−0.5'],
    [2, '2'],
    [-1.2e-7, '−1.20e-7'],
  ])('writes %d with the sign of a column as %s', (value, text) => expect(formatSigned(value)).toBe(text));
});
