import { inflateRawSync } from 'node:zlib';
import { heldBytes, partOf, type Bytes } from './bytes.ts';

/** A file within a zip archive. */
export interface ZipMember {
  readonly name: string;
  readonly packed: number;
  readonly size: number;
  /** 0 = as it is, 8 = deflate. */
  readonly method: number;
  readonly header: number;
}

const endLength = 22;
const longestComment = 65_535;
const unknown32 = 0xff_ff_ff_ff;
const unknown16 = 0xff_ff;

/** The members of a zip archive (APPNOTE 6.3.10 of PKWARE, with its 64-bit fields). Throws an Error whose words follow the file's name. */
export function zipMembers(bytes: Bytes): readonly ZipMember[] {
  const tailLength = Math.min(bytes.size, endLength + longestComment);
  const tail = take(bytes, bytes.size - tailLength, tailLength);
  let end = tail.length - endLength;
  while (end >= 0 && tail.readUInt32LE(end) !== 0x06_05_4b_50) end--;
  if (end < 0) throw new Error('is no zip archive, or its end is missing');
  let [count, length, start] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  const locator = end - 20;
  if (
    (start === unknown32 || count === unknown16 || length === unknown32) &&
    locator >= 0 &&
    tail.readUInt32LE(locator) === 0x07_06_4b_50
  ) {
    const record = take(bytes, Number(tail.readBigUInt64LE(locator + 8)), 56);
    [count, length, start] = [32, 40, 48].map((at) => Number(record.readBigUInt64LE(at))) as [number, number, number];
  }
  const list = take(bytes, start, length);
  const members: ZipMember[] = [];
  let at = 0;
  while (members.length < count) {
    if (at + 46 > list.length || list.readUInt32LE(at) !== 0x02_01_4b_50)
      throw new Error('is damaged: the list of what is in it cannot be read');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => list.readUInt16LE(at + field)) as [number, number, number];
    const name = list.toString('utf8', at + 46, at + 46 + nameLength);
    const extra = list.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const wide = wideFields(extra);
    const given = (field: number): number =>
      list.readUInt32LE(at + field) === unknown32 ? (wide.shift() ?? unknown32) : list.readUInt32LE(at + field);
    // In this order they stand among the 64-bit fields.
    const [size, packed, header] = [given(24), given(20), given(42)];
    if ((list.readUInt16LE(at + 8) & 1) === 1) throw new Error('is encrypted: save it without a password');
    members.push({ name, size, packed, header, method: list.readUInt16LE(at + 10) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return members;
}

function wideFields(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const length = Math.floor(extra.readUInt16LE(at + 2) / 8);
    return Array.from({ length }, (_, field) => Number(extra.readBigUInt64LE(at + 4 + 8 * field)));
  }
  return [];
}

/** What is in a member: read where it lies when it is stored as it is, else unpacked into memory. */
export function openMember(bytes: Bytes, member: ZipMember): Bytes {
  const header = take(bytes, member.header, 30);
  if (header.readUInt32LE(0) !== 0x04_03_4b_50) throw new Error(`is damaged: "${member.name}" does not begin where the list says`);
  const start = member.header + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (member.method === 0) return partOf(bytes, start, member.size);
  if (member.method !== 8) throw new Error(`packs "${member.name}" in a way that is not known here: save it anew, or pack it by deflate`);
  try {
    const unpacked = inflateRawSync(take(bytes, start, member.packed), { maxOutputLength: Math.max(1, member.size) });
    if (unpacked.length === member.size) return heldBytes(unpacked);
  } catch {
    // Told below.
  }
  throw new Error(`is damaged: "${member.name}" cannot be unpacked`);
}

function take(bytes: Bytes, position: number, length: number): Buffer {
  if (position < 0 || position + length > bytes.size) throw new Error('is damaged: it ends too early');
  const out = Buffer.alloc(length);
  bytes.read(out, position);
  return out;
}
