import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilesValue, FoundColumn } from '../../shared/catalogue/foundFiles.ts';
import { describeFiles } from './describeFiles.ts';
import { loadDataset } from './loadDataset.ts';
import { npy } from './numpy/npy.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-arrays-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An array as NumPy writes it, with a type and order of its own. */
function saved(descr: string, shape: readonly number[], bytes: Uint8Array, fortran = false): Uint8Array {
  const header = `{'descr': ${descr.startsWith('[') ? descr : `'${descr}'`}, 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const start = Buffer.from('\u0093NUMPY\u0001\u0000\u0000\u0000', 'latin1');
  start.writeUInt16LE(padded.length, 8);
  return Buffer.concat([start, Buffer.from(padded, 'latin1'), bytes]);
}
const bytesOf = (numbers: ArrayBufferView): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
const write = async (name: string, content: Uint8Array | string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const read = (path = folder): Promise<FilesValue> => describeFiles('arrays', path, null);
const load = (files: FilesValue): ReturnType<typeof loadDataset> => loadDataset({ kind: 'arrays', values: { files } });
const columnsOf = ({ found }: FilesValue): readonly Partial<FoundColumn>[] =>
  (found?.columns ?? []).map(({ name, use, type, shape, dtype }) => ({ name, use, type, shape, dtype }));

describe('arrays of the user', () => {
  it('are columns: bytes of a map are pixels, single whole numbers of the target are classes, by their order', async () => {
    await write(
      'x.npy',
      npy(
        Uint8Array.from({ length: 4 * 6 }, (_, at) => at),
        [4, 2, 3],
      ),
    );
    await write('y.npy', saved('<i8', [4], bytesOf(BigInt64Array.of(7n, -1n, 7n, 3n))));
    const files = await read();
    expect(files.found).toMatchObject({ rows: 4, train: 4 });
    expect(files.found?.columns).toEqual([
      { name: 'x', use: 'feature', type: 'image', shape: [2, 3], dtype: 'uint8' },
      { name: 'y', use: 'target', type: 'class', shape: [], dtype: 'int64', classes: ['-1', '3', '7'] },
    ]);
    const { rows, train, columns } = await load(files);
    expect([rows, train]).toEqual([4, 4]);
    expect(columns['x']).toEqual({ shape: [2, 3, 1], numbers: Uint8Array.from({ length: 24 }, (_, at) => at), classes: null });
    expect(columns['y']).toEqual({ shape: [1], numbers: Int32Array.of(2, 0, 2, 1), classes: 3 });
  });

  it.each([
    ['<f4', Float32Array.of(1.5, -2, 3e-8), [1.5, -2, Math.fround(3e-8)]],
    ['<f8', Float64Array.of(0.1, -2, 1e300), [Math.fround(0.1), -2, Infinity]],
    ['>f8', bytesOf(Float64Array.of(0.1, -2, 4)).toReversed(), [4, -2, Math.fround(0.1)]],
    ['<f2', Uint16Array.of(0x3c_00, 0xc1_00, 0x00_01), [1, -2.5, 2 ** -24]],
    ['>i2', bytesOf(Int16Array.of(-300, 2, 5)).toReversed(), [5, 2, -300]],
    ['<u4', Uint32Array.of(0, 5, 4_000_000_000), [0, 5, 4_000_000_000]],
    ['<i8', BigInt64Array.of(-5n, 2n ** 40n, 0n), [-5, 2 ** 40, 0]],
    ['<u8', BigUint64Array.of(5n, 2n ** 33n, 0n), [5, 2 ** 33, 0]],
    ['|i1', Int8Array.of(-5, 4, 3), [-5, 4, 3]],
    ['|b1', Uint8Array.of(0, 1, 1), [0, 1, 1]],
  ])('of the type %s are read as NumPy means them', async (descr, numbers, expected) => {
    const files = await read(await write('values.npy', saved(descr, [3, 1], bytesOf(numbers))));
    const column = (await load(files)).columns['values'];
    expect([...(column?.numbers ?? [])]).toEqual(expected);
    expect(column?.shape).toEqual([1]);
  });

  it.each([6, 0] as const)('in an archive are read, packed at level %d', async (level) => {
    const x = Float32Array.from({ length: 12 }, (_, at) => at / 3);
    const parts = { 'x_train.npy': npy(x.slice(0, 8), [4, 2]), 'x_test.npy': npy(x.slice(8), [2, 2]) };
    const labels = { 'y_train.npy': npy(Int32Array.of(0, 1, 1, 0), [4]), 'y_test.npy': npy(Int32Array.of(1, 0), [2]) };
    const files = await read(await write('both.npz', zipSync({ ...parts, ...labels }, { level })));
    expect(columnsOf(files)).toEqual([
      { name: 'x', use: 'feature', type: 'number', shape: [2], dtype: 'float32' },
      { name: 'y', use: 'target', type: 'class', shape: [], dtype: 'int32' },
    ]);
    const { rows, train, columns } = await load(files);
    expect([rows, train]).toEqual([6, 4]);
    expect(columns['x']?.numbers).toEqual(x);
    expect(columns['y']?.numbers).toEqual(Int32Array.of(0, 1, 1, 0, 1, 0));
  });

  it('named one by one are taken together; what was wanted of a column stays when it is read again', async () => {
    await mkdir(join(folder, 'deep'));
    const a = await write('deep/a.npy', npy(Float32Array.of(1, 2, 3, 4), [2, 2]));
    const b = await write('b.npy', npy(Int32Array.of(1, 2), [2]));
    const files = await read(`${a}; ${b}`);
    expect(files.found?.columns.map(({ name, use }) => [name, use])).toEqual([
      ['a', 'feature'],
      ['b', 'target'],
    ]);
    const found = files.found && {
      ...files.found,
      columns: files.found.columns.map((own) => ({ ...own, use: 'feature' as const, type: 'number' as const })),
    };
    const again = await describeFiles('arrays', `${a}; ${b}`, { ...files, found });
    expect(again.found?.columns.map(({ use, type }) => [use, type])).toEqual([
      ['feature', 'number'],
      ['feature', 'number'],
    ]);
    expect(again.found?.fingerprint).toBe(files.found?.fingerprint);
  });

  it('that have changed since they were read are refused in words', async () => {
    const path = await write('x.npy', npy(Float32Array.of(1, 2), [2, 1]));
    const files = await read(path);
    await write('x.npy', npy(Float32Array.of(1, 3), [2, 1]));
    await expect(load(files)).rejects.toThrow(
      `the files of ${path} have changed since they were read: put the former ones back to go on with a run, or read them again under Data`,
    );
    await rm(path);
    await expect(load(files)).rejects.toThrow(`${path} cannot be read: there is no such file or folder`);
  });

  const four = bytesOf(Float32Array.of(1, 2, 3, 4));
  it.each([
    ['a.npy', saved('|O', [2], Buffer.from('gASV')), /a\.npy holds Python objects, .*: save it with a type of numbers/],
    ['a.npy', saved('<U5', [1], new Uint8Array(20)), /a\.npy holds text: save the number of each class/],
    ['a.npy', saved('<c8', [2], new Uint8Array(16)), /a\.npy holds complex numbers/],
    ['a.npy', saved("[('a', '<f4')]", [2], new Uint8Array(8)), /a\.npy holds records of several fields/],
    ['a.npy', saved('<f4', [2, 2], four, true), /a\.npy is stored column by column \(Fortran order\): save numpy\.ascontiguousarray/],
    ['a.npy', saved('<f4', [3, 2], four), /a\.npy ends too early: 3 × 2 float32 take 24 bytes, 16 are there/],
    ['a.npy', saved('<f4', [], four.slice(0, 4)), /a\.npy is a single number/],
    ['a.npy', saved('<f4', [0, 2], new Uint8Array()), /a\.npy has no rows/],
    ['a.npy', Buffer.from('hello, this is text'), /a\.npy is not a NumPy array: it does not begin as one/],
    ['a.npy', Buffer.from('x'), /a\.npy is not a NumPy array: it ends too early/],
    ['a.npz', Buffer.from('no archive at all, but long enough to look at'), /a\.npz is no zip archive/],
    ['a.npz', zipSync({ 'a.txt': Buffer.from('hello') }), /a\.npz holds no array/],
    ['a.npz', zipSync({ 'a.npy': saved('|O', [2], Buffer.from('gASV')) }), /"a" in .*a\.npz holds Python objects/],
    ['a.mat', Buffer.from('x'), /a\.mat is no \.npy and no \.npz file/],
  ])('that cannot be used are refused by name (%s, case %#)', async (name, content, words) => {
    await expect(read(await write(name, content))).rejects.toThrow(words);
  });

  it('that do not go together are refused by name', async () => {
    await expect(read(join(folder, 'nowhere'))).rejects.toThrow(/nowhere cannot be read: there is no such file or folder/);
    await expect(read('x.npy')).rejects.toThrow('x.npy is no whole path');
    await expect(read()).rejects.toThrow(/holds no \.npy and no \.npz file/);
    await write('a.npy', npy(Float32Array.of(1, 2), [2]));
    await write('b.npy', npy(Float32Array.of(1, 2, 3), [3]));
    await expect(read()).rejects.toThrow(/b\.npy has 3 rows, .*a\.npy has 2: every array must have as many/);
    await rm(join(folder, 'b.npy'));
    await write('c_train.npy', npy(Float32Array.of(1, 2), [2]));
    await write('c_test.npy', npy(Float32Array.of(1, 2), [2]));
    await expect(read()).rejects.toThrow('"a" says neither train nor test');
    await rm(join(folder, 'a.npy'));
    await write('c_test.npy', npy(Float32Array.of(1, 2), [1, 2]));
    await expect(read()).rejects.toThrow(/c_train\.npy is 2 float32, .*c_test\.npy 1 × 2 float32/);
  });
});
