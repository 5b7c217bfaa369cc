import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { activations, blocks, initializers, losses, metrics, optimizers, schedules } from '../../shared/catalogue/index.ts';
import { templates } from '../../shared/templates/index.ts';

test('the counts of the changelog are those of the catalogue', () => {
  const changelog = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
  const lists = { blocks, templates, losses, metrics, optimizers, schedules, activations, initializers };
  const told = Object.keys(lists).map((name) => [name, Number(new RegExp(`Catalogue: .*?(\\d+) ${name}`).exec(changelog)?.[1])] as const);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(Object.entries(lists).map(([name, { length }]) => [name, length])));
});
