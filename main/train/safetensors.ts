import type { State, TensorData } from '../engine/engine.ts';

/**
 * The safetensors format (https://github.com/huggingface/safetensors): an 8-byte little-endian header length, a JSON header, then the
 * numbers, little-endian. Python's `safetensors` opens these files.
 */
const dtypes = { float32: 'F32', int32: 'I32' } as const;
const headerLimit = 100_000_000;

/** Bytes of a file that holds `state`, with `metadata` as text in its header. */
export function encodeSafetensors(state: State, metadata: Readonly<Record<string, string>>): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [key, { dtype, shape, numbers }] of Object.entries(state)) {
    header[key] = { dtype: dtypes[dtype], shape, data_offsets: [offset, offset + numbers.byteLength] };
    offset += numbers.byteLength;
  }
  // Spaces bring the numbers to a multiple of 8, as the reference writer does.
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json + ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8));
  const bytes = new Uint8Array(8 + text.length + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  let at = 8 + text.length;
  for (const { numbers } of Object.values(state)) {
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  }
  return bytes;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((entry) => Number.isSafeInteger(entry) && entry >= 0);

/** Reads such a file. Throws an Error in words, before any large allocation, when it is damaged. */
export function decodeSafetensors(bytes: Uint8Array): { readonly state: State; readonly metadata: Readonly<Record<string, string>> } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length >= 8 ? Number(view.getBigUint64(0, true)) : -1;
  if (length < 2 || length > headerLimit || 8 + length > bytes.length) throw new Error('its header is damaged');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  } catch {
    throw new Error('its header is not JSON');
  }
  if (!isRecord(header)) throw new Error('its header is not a table');
  const start = 8 + length;
  const state: Record<string, TensorData> = Object.create(null);
  for (const [key, entry] of Object.entries(header)) {
    if (key !== '__metadata__') state[key] = decodeTensor(key, entry, bytes, start);
  }
  const metadata = isRecord(header['__metadata__']) ? header['__metadata__'] : {};
  return { state, metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)])) };
}

function decodeTensor(key: string, entry: unknown, bytes: Uint8Array, start: number): TensorData {
  if (!isRecord(entry) || !isNumbers(entry['shape']) || !isNumbers(entry['data_offsets'])) throw new Error(`"${key}" is not described`);
  const [from = 0, to = 0] = entry['data_offsets'];
  const { shape } = entry;
  const size = 4 * shape.reduce((a, b) => a * b, 1);
  if (to - from !== size || start + to > bytes.length) throw new Error(`"${key}" does not have the bytes that its shape needs`);
  // A copy: `slice` of a Buffer would share the file's memory, at an offset that floats may not start at.
  const own = new Uint8Array(bytes.subarray(start + from, start + to)).buffer;
  if (entry['dtype'] === dtypes.float32) return { shape, dtype: 'float32', numbers: new Float32Array(own) };
  if (entry['dtype'] === dtypes.int32) return { shape, dtype: 'int32', numbers: new Int32Array(own) };
  throw new Error(`"${key}" has the number type ${String(entry['dtype'])}, which is not known here`);
}
