import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chosenDataset } from '../../shared/catalogue/chosenDataset.ts';
import type { FilesValue, FoundColumn } from '../../shared/catalogue/foundFiles.ts';
import { describeFiles } from './describeFiles.ts';
import { loadDataset } from './loadDataset.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-table-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = async (text: string | Uint8Array): Promise<FilesValue> => {
  const path = join(folder, 'own.csv');
  await writeFile(path, text);
  return describeFiles('table', path, null);
};
const choice = (files: FilesValue) => ({ kind: 'table', values: { files } });
const used = (files: FilesValue, changes: Readonly<Record<string, Partial<FoundColumn>>>): FilesValue => ({
  ...files,
  found: files.found && { ...files.found, columns: files.found.columns.map((column) => ({ ...column, ...changes[column.name] })) },
});

describe('a table of the user', () => {
  it('gives all features side by side, classes as places, and its last column as the target', async () => {
    const files = await read('age,town,height,kind\n31,Köln,1.75,b\n7,Bonn,-.5e1,a\n40,Köln,2,b\n');
    expect(files.found?.columns).toEqual([
      { name: 'age', use: 'feature', type: 'number', shape: [], dtype: 'int64', classes: ['7', '31', '40'] },
      { name: 'town', use: 'feature', type: 'class', shape: [], dtype: 'text', classes: ['Bonn', 'Köln'] },
      { name: 'height', use: 'feature', type: 'number', shape: [], dtype: 'float64' },
      { name: 'kind', use: 'target', type: 'class', shape: [], dtype: 'text', classes: ['a', 'b'] },
    ]);
    const { columns, size, lacks } = chosenDataset(choice(files));
    expect(lacks).toBeNull();
    expect(size).toEqual({ train: 3, test: 0 });
    expect(columns).toEqual([
      { name: 'features', role: 'feature', shape: [4], type: 'number', parts: ['age', 'town = Bonn', 'town = Köln', 'height'] },
      { name: 'kind', role: 'target', shape: [1], type: 'class', classes: ['a', 'b'] },
    ]);
    const loaded = await loadDataset(choice(files));
    expect(loaded.columns['features']?.numbers).toEqual(Float32Array.of(31, 0, 1, 1.75, 7, 1, 0, -5, 40, 0, 1, 2));
    expect(loaded.columns['kind']?.numbers).toEqual(Int32Array.of(1, 0, 1));
  });

  it.each([
    ['commas, quotes and line ends within them', 'a,"b ""c"", d",y\r\n1,"2\r\n",0\r\n\r\n3,"4",1\r\n', 'b "c", d'],
    ['semicolons, and a mark at the front', '\uFEFFa;b;y\n1;2;0\n3;4;1', 'b'],
    ['tabs', 'a\tb\ty\n1\t2\t0\n3\t4\t1\n', 'b'],
  ])('is read with %s', async (_what, text, second) => {
    const files = await read(text);
    expect(files.found?.columns.map(({ name }) => name)).toEqual(['a', second, 'y']);
    const { columns } = await loadDataset(choice(files));
    expect(columns['features']?.numbers).toEqual(Float32Array.of(1, 2, 3, 4));
    expect(columns['y']?.numbers).toEqual(Int32Array.of(0, 1));
  });

  it('takes what the user wants of it: several targets, numbers as classes, columns left out', async () => {
    const files = used(await read('a,b,label\n1,5,0.5\n2,-5,0.25\n'), { b: { use: 'target', type: 'class' }, label: { use: 'target' } });
    const { columns } = await loadDataset(choice(files));
    expect(columns['b']).toEqual({ shape: [1], numbers: Int32Array.of(1, 0), classes: 2 });
    expect(columns['label']).toEqual({ shape: [1], numbers: Float32Array.of(0.5, 0.25), classes: null });
    expect(columns['features']?.numbers).toEqual(Float32Array.of(1, 2));
  });

  it('with a gap, or what is no number among numbers, is told by line and column, until that is not used', async () => {
    const files = await read('a,b,y\n1,2,0\nNaN,3,1\n4,,1\n5,6,0\n');
    expect(chosenDataset(choice(files)).lacks).toBe(
      `${join(folder, 'own.csv')}, line 3, column "a": "NaN" is no number: mend the file and read it again, or set "a" to Not used`,
    );
    const without = used(files, { a: { use: 'unused' } });
    expect(chosenDataset(choice(without)).lacks).toContain('line 4, column "b": it is empty');
    await expect(loadDataset(choice(without))).rejects.toThrow(/line 4, column "b": "" is no number of it: mend the file/);
    const good = used(without, { b: { use: 'unused' } });
    expect(chosenDataset(choice(good)).lacks).toContain('no column of Own table (CSV) is a feature');
  });

  it('that has changed since it was read is refused', async () => {
    const files = await read('a,y\n1,0\n2,1\n');
    await read('a,y\n1,0\n3,1\n');
    await expect(loadDataset(choice(files))).rejects.toThrow('have changed since they were read: put the former ones back');
  });

  it('leaves out texts that are no classes, and says why', async () => {
    const files = await read(`name,y\n${Array.from({ length: 1500 }, (_, row) => `n${row},${row % 2}`).join('\n')}\n`);
    expect(files.found?.columns[0]).toMatchObject({ use: 'unused', problem: 'column "name" holds more than 1000 different texts' });
  });

  it.each([
    ['', /own\.csv is empty/],
    ['a,y\n', /own\.csv has no line below its header/],
    ['1,2\n3,4\n', /own\.csv begins with numbers: its first line must name the columns/],
    ['a,,y\n1,2,3\n', /own\.csv, line 1: column 2 has no name/],
    ['a,a\n1,2\n', /own\.csv: two columns are called "a"/],
    ['a,y\n1,2\n1\n', /own\.csv, line 3: it has 1 values, the first line names 2 columns/],
    ['a,y\n"1,2\n1,2\n', /own\.csv, line 2: a quote is opened and never closed/],
    ['a,y\n"1"2,2\n', /own\.csv, line 2: something stands behind a closing quote/],
    [Uint8Array.of(255, 254, 97, 0, 44, 0), /own\.csv is no table of text/],
  ])('that cannot be read is refused in words (case %#)', async (text, words) => {
    await expect(read(text)).rejects.toThrow(words);
  });
});
