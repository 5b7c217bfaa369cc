import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatDocument } from '../../../shared/graph/parseDocument.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { templates } from '../../../shared/templates/index.ts';
import { changedProject, projectOptions } from '../changedProject.ts';
import { changedWords } from '../chosenProject.ts';
import type { Command } from '../command.ts';
import { refuse } from '../loadProject.ts';
import { writeProject } from '../writeProject.ts';

export const newCommand: Command = {
  name: 'new',
  operands: 'TEMPLATE',
  summary: 'writes a project file from a template',
  options: {
    out: { short: 'o', value: 'FILE', help: 'the file to write; TEMPLATE.netloom.json by default' },
    ...projectOptions,
    force: { help: 'replaces the file when it is there' },
  },
  count: [1, 1],
  surplus: 'and a file to write is named with -o',
  run(context, [id = ''], options) {
    const { print, directory } = context;
    const template = templates.find((candidate) => candidate.id === id);
    if (!template) throw new Error(`There is no template "${id}". Templates: ${templates.map((known) => known.id).join(', ')}.`);
    const name = typeof options['out'] === 'string' ? options['out'] : `${id}.netloom.json`;
    const file = resolve(directory, name);
    if (existsSync(file) && options['force'] !== true)
      throw new Error(`${name} is there already: choose another name with -o, or replace it with --force.`);
    const made = template.build();
    const document = changedProject(made, options);
    const built = buildPlan(document);
    // A command that is refused leaves nothing behind.
    if ('problems' in built) return refuse(context, document, built.problems);
    writeProject(file, name, formatDocument(document), options['force'] === true);
    for (const words of changedWords(made, document)) print(words);
    print(`${name} holds "${template.title}". Train it with: netloom train ${name}`);
    return 0;
  },
};
