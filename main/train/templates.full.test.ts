import { expect, it } from 'vitest';
import { checkTemplate } from './testing/checkTemplate.ts';
import { templateCases } from './testing/templateCases.ts';

it.each(templateCases.filter(({ long }) => long))(
  '$id learns what it shows',
  async (own) => expect(await checkTemplate(own)).toBeNull(),
  600_000,
);
