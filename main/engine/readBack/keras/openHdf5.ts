import { statSync } from 'node:fs';
import h5wasm, { Dataset, Group, Module, type Dtype } from 'h5wasm/node';

/** A group of an HDF5 file: what it holds is looked up when it is asked for. */
export interface Hdf5Group {
  /** Names of what it holds, in the order of the letters. */
  readonly names: readonly string[];
  group(path: string): Hdf5Group | null;
  /** An array of numbers; null where there is none of this name. */
  array(path: string): Hdf5Array | null;
  /** An attribute: text, a list of texts, or a number; null where it has none. */
  attribute(name: string): unknown;
}
export interface Hdf5Array {
  readonly shape: readonly number[];
  /** Whether it holds fractions, as weights do: counters and seeds are whole numbers. */
  readonly fractions: boolean;
  /** Its numbers, the last axis first. Throws in words when they cannot be read. */
  read(): Float32Array;
}

/** More than this, and more than a hundred times the file, is no array of weights. */
const alwaysAllowed = 2 ** 26;

/**
 * Opens an HDF5 file by the HDF5 library itself, as WebAssembly. Links to other files are not followed. Throws in words what cannot be
 * read; `close` it in the end.
 */
export async function openHdf5(path: string): Promise<{ readonly root: Hdf5Group; close(): void }> {
  const library = await h5wasm.ready;
  // Else the library prints what is wrong, and goes on.
  library.activate_throwing_error_handler();
  let file;
  try {
    file = new h5wasm.File(path, 'r');
  } catch (error) {
    throw new Error(
      /truncated/.test(String(error)) ? 'it is cut off: a part of the file is missing' : 'it is no HDF5 file, or its beginning is damaged',
      { cause: error },
    );
  }
  const most = Math.max(alwaysAllowed, 100 * statSync(path).size);
  return { root: groupOf(file, most), close: () => void file.close() };
}

function groupOf(group: Group, most: number): Hdf5Group {
  const find = (path: string): unknown => {
    let found: unknown = group;
    for (const name of path.split('/')) {
      const parent = found;
      if (!(parent instanceof Group) || !orDamaged(() => parent.keys()).includes(name)) return null;
      found = orDamaged(() => (isLink(parent, name) ? null : parent.get(name)));
    }
    return found;
  };
  return {
    get names() {
      return orDamaged(() => group.keys());
    },
    group(path) {
      const found = find(path);
      return found instanceof Group ? groupOf(found, most) : null;
    },
    array(path) {
      const found = find(path);
      return found instanceof Dataset ? arrayOf(found, most) : null;
    },
    attribute: (name) => orDamaged(() => group.attrs[name]?.value ?? null),
  };
}

/** Whether a name stands for what lies elsewhere, in this file or another one. */
function isLink(group: Group, name: string): boolean {
  const path = `${group.path}/${name}`;
  const target: unknown = group.get_link(path);
  return typeof target === 'string' || 'filename' in group.get_external_link(path);
}

function arrayOf(set: Dataset, most: number): Hdf5Array {
  const { shape, dtype } = orDamaged(() => ({ shape: set.shape ?? [], dtype: set.dtype }));
  const count = shape.reduce((product, length) => product * length, 1);
  // Of Keras's bfloat16, which HDF5 does not know, the bytes are kept as they are, with a note of what they are.
  const type = orDamaged(() => (set.attrs['dtype']?.value === 'bfloat16' ? 'bfloat16' : letterOf(dtype)));
  return {
    shape,
    fractions: ['bfloat16', 'e', 'f', 'd'].includes(type),
    read() {
      if (4 * count > most) throw new Error('it names an array far larger than the file: it is damaged, or no model');
      const read = orDamaged(() => (type === 'e' || type === 'bfloat16' ? halvesOf(set, count, type) : set.value));
      if (typeof read === 'number') return Float32Array.of(read);
      if (!isNumbers(read) || read.length !== count)
        throw new Error('it has weights of a type that is not known here: save the model with numbers of 32 or 16 bits');
      return Float32Array.from(read, Number);
    },
  };
}

/** `f` of `<f`: the type of a number, as Python's struct has it. */
const letterOf = (dtype: Dtype): string => (typeof dtype === 'string' ? dtype.slice(-1) : '');

const isNumbers = (read: unknown): read is ArrayLike<number | bigint> => ArrayBuffer.isView(read) && !(read instanceof DataView);

/** Numbers of 16 bits, which the library hands over only as bytes: of the standard, or the upper half of those of 32 bits. */
function halvesOf(set: Dataset, count: number, type: 'e' | 'bfloat16'): ArrayLike<number> {
  const place = Module._malloc(2 * count);
  try {
    Module.get_dataset_data(set.file_id, set.path, null, null, null, BigInt(place));
    const bytes = Module.HEAPU8.slice(place, place + 2 * count).buffer;
    return type === 'e'
      ? new Float16Array(bytes)
      : new Float32Array(Uint32Array.from(new Uint16Array(bytes), (half) => half * 2 ** 16).buffer);
  } finally {
    Module._free(place);
  }
}

function orDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error('it has a part that cannot be read: the file is damaged', { cause: error });
  }
}
