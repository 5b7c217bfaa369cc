import type { Block, InputSpecs } from './block.ts';
import { numbersOf, type Values } from './params.ts';

/** How the length of an axis comes about, ready to be read: the formula, with its numbers, and the result. */
export interface LengthDerivation {
  /** `height`. */
  readonly axis: string;
  readonly formula: string;
  /** The formula with the numbers in it. */
  readonly filled: string;
  /** Below 1 where the window does not fit: the formula's own number. */
  readonly length: number;
  /** What the zeros around the input are, in words; null where there are none. */
  readonly note: string | null;
}

const axisNames: Readonly<Record<number, readonly string[]>> = {
  1: ['steps'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

/**
 * The derivation of each length that a sliding window gives, for any block that declares a window: `kernelSize` or `poolSize` with `strides` and
 * `padding`, and what else it has of `dilationRate`, `pads` and `outputPadding` (which makes it a transposed one). Null for other blocks, and while
 * a length is not known. The formulas are those of arXiv 1603.07285.
 */
export function deriveLengths(block: Block, inputs: InputSpecs, values: Values): readonly LengthDerivation[] | null {
  const size = numbersOf(values[block.params['kernelSize'] ? 'kernelSize' : 'poolSize']);
  const names = axisNames[size.length];
  const shape = inputs['x']?.[0]?.shape;
  if (!names || !shape || !block.params['strides'] || shape.length !== size.length + 1) return null;
  const first = values['dataFormat'] === 'channelsFirst';
  const lengths = first ? shape.slice(1) : shape.slice(0, -1);
  const transposed = block.params['outputPadding'] !== undefined;
  const known = lengths.every((length): length is number => length !== null);
  if (!known) return null;
  return names.map((axis, at): LengthDerivation => {
    const of = (name: string, otherwise: number): number => numbersOf(values[name])[at] ?? otherwise;
    const window = {
      n: lengths[at] ?? 0,
      k: size[at] ?? 1,
      s: of('strides', 1),
      d: of('dilationRate', 1),
      p: values['padding'] === 'number' ? of('pads', 0) : 0,
      o: values['outputPadding'] === null ? null : of('outputPadding', 0),
    };
    const padding = String(values['padding']);
    return { axis, ...(transposed ? transposedLength(window, padding) : slidLength(window, padding)) };
  });
}

interface Window {
  readonly n: number;
  readonly k: number;
  readonly s: number;
  readonly d: number;
  readonly p: number;
  readonly o: number | null;
}
type Derived = Omit<LengthDerivation, 'axis'>;

function slidLength({ n, k, s, d, p }: Window, padding: string): Derived {
  const reach = d * (k - 1);
  if (padding === 'same' || padding === 'causal') {
    const length = Math.ceil(n / s);
    const zeros = padding === 'causal' ? reach : Math.max(0, (length - 1) * s + reach + 1 - n);
    const front = padding === 'causal' ? zeros : Math.floor(zeros / 2);
    return { formula: '⌈n / s⌉', filled: `⌈${n} / ${s}⌉`, length, note: zerosInWords(front, zeros - front) };
  }
  return {
    formula: '⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1',
    filled: `⌊(${n} + 2·${p} − ${d}·(${k} − 1) − 1) / ${s}⌋ + 1`,
    length: Math.floor((n + 2 * p - reach - 1) / s) + 1,
    note: zerosInWords(p, p),
  };
}

function transposedLength({ n, k, s, d, o }: Window, padding: string): Derived {
  if (padding === 'same' && o === null) return { formula: 'n s', filled: `${n} · ${s}`, length: n * s, note: null };
  const reach = d * (k - 1);
  const p = padding === 'same' ? Math.floor((reach + 1) / 2) : 0;
  const added = o ?? Math.max(0, s - reach - 1);
  return {
    formula: '(n − 1) s − 2p + d(k − 1) + 1 + outputPadding',
    filled: `(${n} − 1)·${s} − 2·${p} + ${d}·(${k} − 1) + 1 + ${added}`,
    length: (n - 1) * s - 2 * p + d * (k - 1) + 1 + added,
    note: p === 0 ? null : `cuts ${p} off at both ends`,
  };
}

function zerosInWords(front: number, behind: number): string | null {
  if (front === 0 && behind === 0) return null;
  return front === behind ? `${front} zeros at both ends`.replace(/^1 zeros/, '1 zero') : `zeros: ${front} in front, ${behind} behind`;
}
