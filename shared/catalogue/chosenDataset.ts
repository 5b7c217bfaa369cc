import { findDataset } from './index.ts';
import type { Column, Reading } from './otherItems.ts';
import type { ItemValue } from './params.ts';
import { parseValues } from './parseValues.ts';

/** A data set as it is for the values chosen. */
export interface ChosenDataset {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  readonly columns: readonly Column[];
  /** Examples in it; `test` where it brings a test set of its own. */
  readonly size: { readonly train: number; readonly test: number };
  readonly reading: Reading;
  /** Why there is nothing to train on yet, with a fix, in words; null when there is. */
  readonly lacks: string | null;
}

/** The data set of a choice, with the columns and the size that follow from its values. */
export function chosenDataset(choice: ItemValue): ChosenDataset {
  const { kind, title, summary, source, params, ...declared } = findDataset(choice.kind);
  const { values } = parseValues(params, choice.values);
  const lacks = declared.lacks?.(values) ?? null;
  return {
    kind,
    title,
    summary,
    source,
    columns: declared.columns(values),
    size: declared.size(values),
    reading: declared.reading?.(values) ?? 'memory',
    lacks,
  };
}
