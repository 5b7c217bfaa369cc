import { inferDocument } from '../../shared/graph/inferDocument.ts';
import { projectDataset } from '../../shared/graph/resolveColumns.ts';
import type { TemplateRow } from '../../shared/ipc/rows.ts';
import { templates } from '../../shared/templates/index.ts';

let rows: TemplateRow[] | null = null;

/** The templates as the start page lists them. */
export function templateRows(): TemplateRow[] {
  rows ??= templates.map(({ id, title, family, summary, build }) => {
    const document = build();
    return { id, title, family, summary, dataset: projectDataset(document).dataset.title, parameters: inferDocument(document).parameters };
  });
  return rows;
}
