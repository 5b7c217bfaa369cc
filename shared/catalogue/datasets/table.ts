import type { FilesValue, FoundColumn } from '../foundFiles.ts';
import { foundSize, lacksFiles } from '../foundColumns.ts';
import { defineDataset } from '../otherItems.ts';
import { files } from '../params.ts';
import { featuresName, tableColumns } from '../tableColumns.ts';

const title = 'Own table (CSV)';

/** In Python: the same file, each column as the studio takes it. */
function readTable({ path, found }: FilesValue): string {
  const columns = found?.columns ?? [];
  const places = ({ name, dtype, classes = [] }: FoundColumn): string =>
    dtype === 'text'
      ? `places(${JSON.stringify(name)}, [${classes.map((label) => JSON.stringify(label)).join(', ')}], str)`
      : `places(${JSON.stringify(name)}, [${classes.join(', ')}], float)`;
  const numbers = ({ name }: FoundColumn): string => `np.asarray(cells(${JSON.stringify(name)}), "float32")`;
  const features = columns
    .filter(({ use }) => use === 'feature')
    .map((column) =>
      column.type === 'class' ? `np.eye(${column.classes?.length ?? 0}, dtype="float32")[${places(column)}]` : numbers(column),
    );
  const targets = columns
    .filter(({ use }) => use === 'target')
    .map((column) => `    ${JSON.stringify(column.name)}: ${column.type === 'class' ? places(column) : numbers(column)},`);
  return `import csv

with open(${JSON.stringify(path)}, newline="", encoding="utf-8-sig") as file:
    names, *lines = [line for line in csv.reader(file, delimiter=${JSON.stringify(found?.separator ?? ',')}) if any(line)]


def cells(name):
    place = [found.strip() for found in names].index(name)
    return [line[place].strip() for line in lines]


def places(name, classes, read):
    return np.array([classes.index(read(value)) for value in cells(name)])


columns = {
    ${JSON.stringify(featuresName(columns))}: np.column_stack([
        ${features.join(',\n        ')},
    ]),
${targets.join('\n')}
}`;
}

/** Read by `main/data/sources/table.ts`. */
export const table = defineDataset({
  kind: 'table',
  title,
  summary:
    'A table of your own: a CSV file whose first line names the columns. All features together are one column of numbers, a class among them takes a place for each of its values.',
  params: {
    files: files({
      title: 'File',
      reads: 'table',
      wanted: 'A .csv file with a header',
      help: 'A text file on the machine that trains, with a line of names and then a line for each example; values stand between commas, semicolons or tabs. Texts are classes. Numbers of very different size want a Normalization block behind the Input.',
    }),
  },
  keras: { name: 'table' },
  columns: ({ files: chosen }) => tableColumns(chosen),
  size: ({ files: chosen }) => foundSize(chosen),
  inPython: ({ files: chosen }) => readTable(chosen),
  lacks: ({ files: chosen }) => lacksFiles(title, chosen),
  source: 'Your own file.',
});
