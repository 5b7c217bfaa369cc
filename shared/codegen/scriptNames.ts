import type { TrainPlan } from '../plan/trainPlan.ts';
import { toSnake } from '../catalogue/toSnake.ts';
import { withRepeated, type KerasJob } from './kerasJob.ts';

/** Words that a variable of the script cannot be called. */
const reserved = new Set(
  'and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield keras np layers data model history turn examples weights x y Path column part_of parts loss_of os tf Phase feed size phases phase chance train validation epoch order batch turns told logs step count callbacks rates shown penalty labels class_weight given found name values columns arrays joined place file names csv lines cells places read line now answers mean deviation layer moving moving_slots'.split(
    ' ',
  ),
);

/** What a piece of Python defines. */
export const namesOf = (source: string): string[] => [...source.matchAll(/^(?:def|class) (\w+)/gm)].map(([, name = '']) => name);

/** Names of variables: a layer's own where Python takes it. */
export function scriptNames(plan: TrainPlan, job: KerasJob, phased = false): (id: string) => string {
  const names = new Map<string, string>();
  const taken = new Set(reserved);
  const give = (id: string, wanted: string): void => {
    // What ends in `_function` is a function of the script.
    const word = wanted
      .replaceAll(/\W/g, '_')
      .replace(/^(?=\d)/, '_')
      .replace(/_function(?=(_\d+)?$)/, '_functions');
    let free = word;
    for (let at = 1; taken.has(free); at++) free = `${word}_${at}`;
    taken.add(free);
    names.set(id, free);
  };
  const layerNames = new Map([...plan.layers, ...withRepeated(plan.layers)].map((layer) => [layer.id, layer.name]));
  // Phases first: what follows them is called otherwise.
  if (phased) for (const { name } of plan.phases) give(phaseId(name), name);
  for (const input of plan.inputs) give(input.id, input.name);
  const giveAll = (layers: KerasJob['layers']): void => {
    for (const { id, className, repeat } of layers) {
      give(id, layerNames.get(id) ?? `${toSnake(className).replace(/^_/, '')}`);
      if (!repeat) continue;
      // What arrives in a turn and what it gives are one variable of the loop.
      names.set(repeat.input, names.get(id) ?? id);
      giveAll(repeat.layers);
    }
  };
  giveAll(job.layers);
  return (id) => names.get(id) ?? id;
}

/** What the variable of a phase is asked for by. */
export const phaseId = (name: string): string => `phase ${name}`;
