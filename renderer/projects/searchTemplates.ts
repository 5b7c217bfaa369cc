import type { TemplateRow } from '../../shared/ipc/rows.ts';
import { templateFamilies } from '../../shared/templates/template.ts';

export interface TemplateGroup {
  readonly family: string;
  readonly templates: readonly TemplateRow[];
}

/** Templates by what they are about, in the order of the families; of those, the ones in whose words all words of the query are found. */
export function searchTemplates(templates: readonly TemplateRow[], query: string): readonly TemplateGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = templates.filter(({ id, title, family, summary, dataset }) => {
    const text = [id, title, family, summary, dataset].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  // A newer work may know families that this page does not: they come last.
  const families = [...new Set<string>([...templateFamilies, ...found.map(({ family }) => family)])];
  return families
    .map((family) => ({ family, templates: found.filter((template) => template.family === family) }))
    .filter((group) => group.templates.length > 0);
}
