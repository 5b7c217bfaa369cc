import { dataParams } from '../catalogue/dataParams.ts';
import { chosenDataset, type ChosenDataset } from '../catalogue/chosenDataset.ts';
import type { Column } from '../catalogue/otherItems.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import type { ItemValue } from '../catalogue/params.ts';
import { formatShape } from '../catalogue/tensorSpec.ts';
import type { ProjectDocument } from './document.ts';

/** The project's data set, with the chosen values and the columns that follow from them. */
export function projectDataset(document: Pick<ProjectDocument, 'data'>): { readonly dataset: ChosenDataset; readonly choice: ItemValue } {
  const { values } = parseValues(dataParams, document.data);
  return { dataset: chosenDataset(values.dataset), choice: values.dataset };
}

/** The column that feeds an Input: the named one, else the only feature whose shape fits. A text says what is wrong. */
export function inputColumn(dataset: ChosenDataset, named: string, shape: readonly (number | null)[]): Column | string {
  const features = dataset.columns.filter((column) => column.role === 'feature');
  const fits = (column: Column): boolean => formatShape(column.shape) === formatShape(shape);
  if (named !== '') {
    const column = features.find((candidate) => candidate.name === named);
    if (!column) return `${dataset.title} has no feature column "${named}": it has ${list(features)}`;
    return fits(column)
      ? column
      : `${dataset.title} gives "${named}" as ${formatShape(column.shape)}: set the shape of this Input to ${column.shape.join(', ')}`;
  }
  const fitting = features.filter(fits);
  const [column] = fitting;
  if (column && fitting.length === 1) return column;
  if (fitting.length > 1) return `several columns of ${dataset.title} have this shape: choose one of ${list(fitting)}`;
  return `no column of ${dataset.title} has the shape ${formatShape(shape)}: it has ${list(features)}; change the shape or the data set`;
}

/** The column a head is compared with: the named one, else the only target. A text says what is wrong. */
export function targetColumn(dataset: ChosenDataset, named: string): Column | string {
  const targets = dataset.columns.filter((column) => column.role === 'target');
  // An autoencoder is compared with a feature, so a named column may be any.
  const column = named === '' ? targets[0] : dataset.columns.find((candidate) => candidate.name === named);
  if (named === '' && targets.length > 1) return `${dataset.title} has several targets: choose one of ${list(targets)}`;
  return column ?? `${dataset.title} has no column "${named}": it has ${list(dataset.columns)}`;
}

const list = (columns: readonly Column[]): string => columns.map((column) => `"${column.name}" (${formatShape(column.shape)})`).join(', ');
