import type { Bytes } from '../../files/bytes.ts';
import { parseElement, type Element } from './element.ts';

/** What stands before the numbers of an array (numpy.lib.format, versions 1 to 3). */
export interface ArrayHeader {
  readonly element: Element;
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly offset: number;
}

const magic = Buffer.from('\u0093NUMPY', 'latin1');
/** Longest header that is read: more is no list of a type and some lengths. */
const longest = 1_000_000;

/** Reads the header of an array. Throws an Error whose words follow the array's name. */
export function readHeader(bytes: Bytes): ArrayHeader {
  const front = part(bytes, 0, 12);
  if (!front.subarray(0, 6).equals(magic)) throw new Error('is not a NumPy array: it does not begin as one');
  const version = front[6] ?? 0;
  if (version < 1 || version > 3) throw new Error(`is of version ${version} of NumPy's format, which is not known here: save it anew`);
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? front.readUInt16LE(8) : front.readUInt32LE(8);
  if (length > longest) throw new Error('is not a NumPy array: its header is too long');
  const text = part(bytes, start, length).toString('latin1');
  const descr = /'descr':\s*(?:'([^']*)'|(\[))/.exec(text);
  const order = /'fortran_order':\s*(True|False)/.exec(text);
  const sizes = /'shape':\s*\(([^)]*)\)/.exec(text);
  if (!descr || !order || !sizes) throw new Error('is not a NumPy array: its header is damaged');
  const element = parseElement(descr[1] ?? descr[2] ?? '');
  const shape = (sizes[1] ?? '')
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '')
    .map(Number);
  if (shape.length === 0) throw new Error('is a single number: its first axis must count the examples');
  const [rows = 0, ...value] = shape;
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 0)) throw new Error('is not a NumPy array: its header is damaged');
  if (rows === 0) throw new Error('has no rows');
  if (value.includes(0)) throw new Error(`has the shape ${shape.join(' × ')}: there is nothing in it`);
  const count = shape.reduce((a, b) => a * b, 1);
  if (order[1] === 'True' && value.some((size) => size > 1))
    throw new Error('is stored column by column (Fortran order): save numpy.ascontiguousarray(x)');
  const offset = start + length;
  if (offset + count * element.size > bytes.size)
    throw new Error(
      `ends too early: ${shape.join(' × ')} ${element.name} take ${count * element.size} bytes, ${bytes.size - offset} are there`,
    );
  return { element, shape, offset };
}

function part(bytes: Bytes, position: number, length: number): Buffer {
  if (position + length > bytes.size) throw new Error('is not a NumPy array: it ends too early');
  const out = Buffer.alloc(length);
  bytes.read(out, position);
  return out;
}
