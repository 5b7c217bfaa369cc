import { arrayColumns, foundSize, lacksFiles } from '../foundColumns.ts';
import { defineDataset, type Reading } from '../otherItems.ts';
import { choice, files } from '../params.ts';
import type { FilesValue } from '../foundFiles.ts';

const title = 'Own arrays (NumPy)';

/** In Python: the same files, found in the same way; what is large stays on disk until its rows are taken. */
function readArrays({ path, found }: FilesValue): string {
  const isSplit = found !== null && found.rows > found.train;
  const columns = (found?.columns ?? []).flatMap(({ name, use, type, classes = [] }) => {
    if (use === 'unused') return [];
    const array = isSplit ? `joined(${JSON.stringify(name)})` : `arrays[${JSON.stringify(name)}]`;
    const value = type === 'class' ? `np.searchsorted([${classes.join(', ')}], np.reshape(${array}, -1))` : array;
    return [`    ${JSON.stringify(name)}: ${value},`];
  });
  return `arrays = {}
for part in ${JSON.stringify(path)}.split(";"):
    place = Path(part.strip())
    for file in sorted(place.iterdir()) if place.is_dir() else [place]:
        if file.suffix.lower() == ".npy":
            arrays[file.stem] = np.load(file, mmap_mode="r")
        elif file.suffix.lower() == ".npz":
            arrays.update(np.load(file))
${
  isSplit
    ? `

def joined(name):
    names = [(f"{name}_{part}", f"{name}-{part}", f"{part}_{name}", f"{part}-{name}") for part in ("train", "test")]
    return np.concatenate([arrays[found] for part in names for found in part if found in arrays])

`
    : ''
}
columns = {
${columns.join('\n')}
}`;
}

/** Read by `main/data/sources/arrays.ts`. */
export const arrays = defineDataset({
  kind: 'arrays',
  title,
  summary: 'Arrays of your own, as NumPy saves them: the first axis counts the examples, each array is a column.',
  params: {
    files: files({
      title: 'Files',
      reads: 'arrays',
      wanted: 'A folder, an .npz, or .npy files with ; between',
      help: 'A folder with .npy and .npz files, one .npz, or several files with ; between them, on the machine that trains. Arrays named x_train and x_test are one column, the second one its test set.',
    }),
    reading: choice<Reading>(['automatic', 'memory', 'disk'], {
      default: 'automatic',
      advanced: true,
      help: 'Memory holds all examples; from disk, rows are read as they are wanted, the next ones while a step runs, with the same result. Automatic reads from disk what is too large for the memory of the machine.',
    }),
  },
  keras: { name: 'arrays' },
  columns: ({ files: chosen }) => arrayColumns(chosen),
  size: ({ files: chosen }) => foundSize(chosen),
  inPython: ({ files: chosen }) => readArrays(chosen),
  reading: ({ reading }) => reading,
  lacks: ({ files: chosen }) => lacksFiles(title, chosen),
  source: 'Your own files.',
});
