import { expect, it } from 'vitest';
import { templates } from '../../shared/templates/index.ts';
import { checkTemplate } from './testing/checkTemplate.ts';
import { templateCases } from './testing/templateCases.ts';

/* The full MNIST stands in mnist.full.test.ts, the long templates in templates.full.test.ts; here a part of the data shows that each template learns. */
it.each(templateCases.filter(({ long }) => !long))(
  '$id learns what it shows',
  async (own) => expect(await checkTemplate(own)).toBeNull(),
  120_000,
);

it('has a case for each template', () => {
  expect(templateCases.map(({ id }) => id).toSorted()).toEqual(templates.map(({ id }) => id).toSorted());
});
