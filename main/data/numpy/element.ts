/** A type of number of NumPy, and how its bytes are read. */
export interface Element {
  /** NumPy's name: `float64`. */
  readonly name: string;
  /** Bytes of a number. */
  readonly size: number;
  /** Highest byte first. */
  readonly swapped: boolean;
  readonly whole: boolean;
}

const types: Readonly<Record<string, Omit<Element, 'swapped'>>> = {
  b1: { name: 'bool', size: 1, whole: true },
  i1: { name: 'int8', size: 1, whole: true },
  u1: { name: 'uint8', size: 1, whole: true },
  i2: { name: 'int16', size: 2, whole: true },
  u2: { name: 'uint16', size: 2, whole: true },
  i4: { name: 'int32', size: 4, whole: true },
  u4: { name: 'uint32', size: 4, whole: true },
  i8: { name: 'int64', size: 8, whole: true },
  u8: { name: 'uint64', size: 8, whole: true },
  f2: { name: 'float16', size: 2, whole: false },
  f4: { name: 'float32', size: 4, whole: false },
  f8: { name: 'float64', size: 8, whole: false },
};

/** What else an array can hold, and what to do about it. */
const refused: readonly (readonly [RegExp, string])[] = [
  [/^\|?O/, 'holds Python objects, which only Python can read safely: save it with a type of numbers, x.astype("float32")'],
  [/^.?[SUa]/, 'holds text: save the number of each class in its place, numpy.unique(x, return_inverse=True)[1]'],
  [/^.?c/, 'holds complex numbers: save x.real and x.imag as two arrays'],
  [/^.?[mM]/, 'holds dates or times: save them as numbers, x.astype("int64")'],
  [/^.?V|^\[/, 'holds records of several fields: save each field as an array of its own'],
  [/^.?g|f16|f12/, 'holds numbers of more than 64 bits: save x.astype("float32")'],
];

/** The type of NumPy's `descr`. Throws an Error whose words follow the array's name. */
export function parseElement(descr: string): Element {
  const [, order = '', code = ''] = /^([<>|=])(\w\d)$/.exec(descr) ?? [];
  const type = types[code];
  if (type) return { ...type, swapped: order === '>' && type.size > 1 };
  throw new Error(
    refused.find(([pattern]) => pattern.test(descr))?.[1] ?? `holds "${descr}", which is no type of numbers: save x.astype("float32")`,
  );
}

const views = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

export type Values = InstanceType<(typeof views)[keyof typeof views]>;

/**
 * The numbers in `bytes`, which start at a multiple of eight of their buffer and may be changed by it. Whole numbers of 64 bits are exact up to 2^53.
 */
export function valuesOf({ name, size, swapped }: Element, bytes: Uint8Array<ArrayBuffer>): Values {
  if (swapped) swap(bytes, size);
  const { buffer, byteOffset, length } = bytes;
  const count = length / size;
  if (name === 'int64' || name === 'uint64') {
    const words = new Int32Array(buffer, byteOffset, 2 * count);
    const signed = name === 'int64';
    const out = new Float64Array(count);
    for (let at = 0; at < count; at++) {
      const high = words[2 * at + 1] ?? 0;
      out[at] = (signed ? high : high >>> 0) * 2 ** 32 + ((words[2 * at] ?? 0) >>> 0);
    }
    return out;
  }
  if (name === 'float16') return Float32Array.from(new Uint16Array(buffer, byteOffset, count), half);
  return new views[name as keyof typeof views](buffer, byteOffset, count);
}

function swap(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 2) buffer.swap16();
  else if (size === 4) buffer.swap32();
  else buffer.swap64();
}

/** A number of 16 bits (IEEE 754 binary16). */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
