import { findItem } from '../../shared/catalogue/index.ts';
import { valueWords } from '../../shared/catalogue/itemWords.ts';
import { defaultValues, parseValues } from '../../shared/catalogue/parseValues.ts';
import { toWords } from '../../shared/catalogue/toWords.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import { describeChange } from '../../shared/graph/describeChange.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { changedProject } from './changedProject.ts';
import type { OptionValues } from './command.ts';
import { loadProject } from './loadProject.ts';
import { splitWords } from './splitWords.ts';

/** A project that a command was given, as its options change it. */
export interface ChosenProject {
  /** As it was read. */
  readonly found: ProjectDocument;
  /** With the choices of the options: the same one where they ask for nothing. */
  readonly document: ProjectDocument;
  readonly template: boolean;
  /** What the options changed, each thing with its numbers; empty where nothing. */
  readonly said: readonly string[];
}

/** Loads the file or template that a command was given, with the choices that `projectOptions` ask for. Throws an Error in one sentence. */
export function chosenProject(target: string, directory: string, options: OptionValues): ChosenProject {
  const { document: found, template } = loadProject(target, directory);
  const document = changedProject(found, options);
  return { found, document, template, said: changedWords(found, document) };
}

/** What lies between a project and the same one with other choices, in lines. */
export function changedWords(before: ProjectDocument, after: ProjectDocument): readonly string[] {
  if (after === before) return [];
  const lost = lostWords(before, after);
  const splits = splitWords(before);
  return [
    `${describeChange(before, after, { whole: true })}.`,
    ...(lost === null ? [] : [lost]),
    ...splitWords(after).filter((line) => !splits.includes(line)),
  ];
}

/** That another optimizer has numbers of its own in the place of those that were chosen for the one before; null where nothing is lost so. */
function lostWords(before: ProjectDocument, after: ProjectDocument): string | null {
  const [old, now] = [before, after].map(({ training }) => parseValues(trainingParams, training).values.optimizer);
  if (!old || !now || old.kind === now.kind) return null;
  const [theirs, own] = [old, now].map(({ kind }) => findItem('optimizers', kind));
  if (!theirs || !own) return null;
  const [theirUsual, ownUsual] = [defaultValues(theirs.params), defaultValues(own.params)];
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const given = { ...ownUsual, ...now.values };
  const lost = Object.entries(old.values).filter(
    ([name, value]) =>
      name in own.params && !same(value, theirUsual[name]) && same(given[name], ownUsual[name]) && !same(value, given[name]),
  );
  if (lost.length === 0) return null;
  const words = lost.map(([name, value]) => `${toWords(name).toLowerCase()} ${valueWords(given[name])}, not ${valueWords(value)}`);
  return `${own.title} goes by its own numbers where none is given, not by those of ${theirs.title}: ${words.join('; ')}.`;
}
