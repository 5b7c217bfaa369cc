import { resolve } from 'node:path';
import type { FilesValue, FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import { datasets } from '../../../shared/catalogue/index.ts';
import { isFiles, type FilesParam } from '../../../shared/catalogue/params.ts';
import { formatShape } from '../../../shared/catalogue/tensorSpec.ts';
import { columnShape } from '../../../shared/catalogue/foundColumns.ts';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { formatDocument } from '../../../shared/graph/parseDocument.ts';
import { projectDataset } from '../../../shared/graph/resolveColumns.ts';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { fitColumns } from '../../../shared/graph/fitColumns.ts';
import { toJson } from '../../../shared/graph/toJson.ts';
import { sentence } from '../../core/sentence.ts';
import { describeFiles } from '../../data/describeFiles.ts';
import { exitCodes, type Command, type OptionValues } from '../command.ts';
import { loadProject } from '../loadProject.ts';
import { writeProject } from '../writeProject.ts';

/** Endings of files that hold a table of text. */
const tables = /\.(?:csv|tsv|txt)$/i;

export const dataCommand: Command = {
  name: 'data',
  operands: 'FILE PATH',
  summary: 'gives a project data of your own, or reads it again',
  help: 'PATH is a folder with .npy or .npz files, or such a file; several files have ; between them. Or it is a table: a .csv, .tsv or .txt file whose first line names the columns. What is found there (names, shapes, classes) is written into the project.',
  options: {
    targets: { value: 'NAMES', help: 'columns to predict, with commas between; the others are features' },
    unused: { value: 'NAMES', help: 'columns to leave out' },
  },
  count: [2, 2],
  async run({ print, directory }, [target = '', given = ''], options) {
    const { document, template } = loadProject(target, directory);
    if (template) throw new Error(`${target} is a template: write it to a file first, with "netloom new ${target}".`);
    const path = given
      .split(';')
      .map((part) => resolve(directory, part.trim()))
      .join(';');
    const reads: FilesParam['reads'] = tables.test(path) ? 'table' : 'arrays';
    const { kind, values } = projectDataset(document).choice;
    const before = kind === reads ? (Object.values(values).find(isFiles) ?? null) : null;
    const read = await describeFiles(reads, path, before).catch((error: unknown) => {
      throw new Error(sentence(error instanceof Error ? error.message : String(error)), { cause: error });
    });
    const files = used(read, options);
    const trained = withFiles(document, reads, files);
    const fitting = fitColumns(trained);
    const changed = applyEdits(trained, fitting).document;
    writeProject(resolve(directory, target), target, formatDocument(changed), true);
    const { found } = files;
    print(
      `${target} is trained on ${files.path}: ${found?.rows} rows${found && found.rows > found.train ? `, the last ${found.rows - found.train} of them to test` : ''}.`,
    );
    for (const column of found?.columns ?? []) print(`  ${say(column)}`);
    if (fitting.length > 0) print('Inputs and Outputs of the model were set to these columns.');
    return exitCodes.ok;
  },
};

function withFiles(document: ProjectDocument, kind: string, files: FilesValue): ProjectDocument {
  const dataset = datasets.find((candidate) => candidate.kind === kind);
  const [name] = Object.entries(dataset?.params ?? {}).find(([, param]) => param.type === 'files') ?? ['files'];
  return { ...document, data: { ...document.data, ...toJson({ dataset: { kind, values: { [name]: files } } }) } };
}

/** The columns used as the options say. */
function used(files: FilesValue, options: OptionValues): FilesValue {
  const { found } = files;
  const named = (option: string): readonly string[] | null => {
    const text = options[option];
    if (typeof text !== 'string') return null;
    const names = text.split(',').map((part) => part.trim());
    const missing = names.find((part) => !found?.columns.some((column) => column.name === part));
    if (missing !== undefined)
      throw new Error(
        `There is no column "${missing}" in ${files.path}. Columns: ${found?.columns.map((column) => column.name).join(', ')}.`,
      );
    return names;
  };
  const [targets, unused] = [named('targets'), named('unused')];
  const use = (column: FoundColumn): FoundColumn => {
    if (unused?.includes(column.name)) return { ...column, use: 'unused' };
    if (!targets) return column;
    const isTarget = targets.includes(column.name);
    if (isTarget && column.classes && column.classes.length > 1) return { ...column, use: 'target', type: 'class' };
    return { ...column, use: isTarget ? 'target' : column.use === 'target' ? 'feature' : column.use };
  };
  return { ...files, found: found && { ...found, columns: found.columns.map(use) } };
}

function say(column: FoundColumn): string {
  const { name, use, type, shape, dtype, classes } = column;
  const what =
    type === 'class'
      ? `${classes?.length} classes`
      : `${formatShape(columnShape(column))} ${type === 'image' ? 'pixels' : shape.every((length) => length === 1) ? 'number' : 'numbers'}`;
  return `${name}: ${use}, ${what} (${dtype})`;
}
