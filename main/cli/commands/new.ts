import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatDocument } from '../../../shared/graph/parseDocument.ts';
import { templates } from '../../../shared/templates/index.ts';
import { fileErrorCode, fileReason } from '../../files/fileReason.ts';
import type { Command } from '../command.ts';

export const newCommand: Command = {
  name: 'new',
  operands: 'TEMPLATE',
  summary: 'writes a project file from a template',
  options: {
    out: { short: 'o', value: 'FILE', help: 'the file to write; TEMPLATE.netloom.json by default' },
    force: { help: 'replaces the file when it is there' },
  },
  count: [1, 1],
  run({ print, directory }, [id = ''], options) {
    const template = templates.find((candidate) => candidate.id === id);
    if (!template) throw new Error(`There is no template "${id}". Templates: ${templates.map((known) => known.id).join(', ')}.`);
    const name = typeof options['out'] === 'string' ? options['out'] : `${id}.netloom.json`;
    const file = resolve(directory, name);
    if (existsSync(file) && options['force'] !== true)
      throw new Error(`${name} is there already: choose another name with -o, or replace it with --force.`);
    write(file, name, formatDocument(template.build()), options['force'] === true);
    print(`${name} holds "${template.title}". Train it with: netloom train ${name}`);
    return 0;
  },
};

/** The whole file or none. */
function write(file: string, name: string, text: string, replace: boolean): void {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    writeFileSync(draft, text);
    if (replace) renameSync(draft, file);
    // Unlike a rename, a link never replaces what came there in the meantime.
    else linkSync(draft, file);
  } catch (error) {
    // Nothing is made on the way to a file: a folder that is missing is most likely misspelt.
    const why = fileErrorCode(error) === 'ENOENT' ? 'its folder is not there' : fileReason(error);
    throw new Error(`${name} cannot be written: ${why}. Choose another place with -o.`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}
