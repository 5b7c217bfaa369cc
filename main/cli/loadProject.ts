import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { parseDocument } from '../../shared/graph/parseDocument.ts';
import { problemPlace } from '../../shared/graph/problemPlace.ts';
import type { Problem } from '../../shared/graph/problem.ts';
import { templates } from '../../shared/templates/index.ts';
import { sentence } from '../core/sentence.ts';
import { exitCodes, type CliContext } from './command.ts';

const largest = 200_000_000;

/** A project from a file, or a new one from a template. Throws an Error in one sentence: what, where, what to do. */
export function loadProject(target: string, directory: string): { document: ProjectDocument; template: boolean } {
  const template = templates.find(({ id }) => id === target);
  const file = resolve(directory, target);
  let found;
  try {
    found = statSync(file);
  } catch (error) {
    if (template) return { document: template.build(), template: true };
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR')
      throw new Error(`${target} cannot be read (${String(error.code)}).`, { cause: error });
    // What is written as a path was never meant as the name of a template.
    if (/[\\/]|\.json$/.test(target))
      throw new Error(`There is no file ${file === target ? target : `${target} (${file})`}.`, { cause: error });
    throw new Error(`There is no file and no template "${target}". Templates: ${templates.map(({ id }) => id).join(', ')}.`, {
      cause: error,
    });
  }
  if (template && !found.isFile()) return { document: template.build(), template: true };
  if (!found.isFile()) throw new Error(`${target} is not a file: name a .netloom.json file or a template.`);
  if (found.size > largest) throw new Error(`${target} is too large (${found.size} bytes) to be a Netloom project.`);
  const parsed = parseDocument(read(file, target));
  if ('error' in parsed) throw new Error(sentence(`${target}: ${parsed.error}`));
  return { document: parsed.document, template: false };
}

function read(file: string, target: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Error(code === 'EACCES' ? `${target} may not be read by your user.` : `${target} cannot be read (${code}).`, {
      cause: error,
    });
  }
}

/** A problem on one line: how bad, where, what. */
export function sayProblem(document: ProjectDocument, problem: Problem): string {
  const block = problemPlace(document, problem);
  const place = block !== null ? `${block}: ` : problem.section ? `${problem.section}: ` : '';
  return `${problem.severity}: ${place}${problem.message}`;
}

/** Says the problems for which nothing can be done with a project; gives the exit code. */
export function refuse({ warn }: Pick<CliContext, 'warn'>, document: ProjectDocument, problems: readonly Problem[]): number {
  for (const problem of problems) warn(sayProblem(document, problem));
  return exitCodes.problem;
}
