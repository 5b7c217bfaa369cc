import { schedules } from '../../shared/catalogue/index.ts';
import { parseValue } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { placeOf } from '../../shared/plan/startableLayers.ts';
import type { PlanLayer } from '../../shared/plan/trainPlan.ts';
import { mergeEdits, runEditSchema, type BlockEdit, type RunEdit } from '../../shared/run/runEdit.ts';
import { UsageError, type Command, type OptionValues } from './command.ts';

/** Options that change a run before it goes on. */
export const editOptions: Command['options'] = {
  'learning-rate': { value: 'X', help: 'goes on with this learning rate; of single phases, as judge=0.0001,generator=0.0002' },
  schedule: {
    value: 'NAME[:PARAM=X,...]',
    help: `how the learning rate moves from here on, as cosine or stepDecay:every=2,factor=0.5; ${schedules.map(({ kind }) => kind).join(', ')}`,
  },
  set: { value: 'LAYER.NAME=X,...', help: 'goes on with these numbers of blocks: the rate of a dropout, as dropout.rate=0.2' },
  freeze: { value: 'LAYER,...', help: 'trains these layers no more' },
  train: { value: 'LAYER,...', help: 'trains these layers again' },
};

const listed = (options: OptionValues, name: string): readonly string[] => {
  const text = options[name];
  return typeof text === 'string' ? text.split(',').map((part) => part.trim()) : [];
};

/** What the options ask to change of a run that was started from `document`; null when nothing. Throws UsageError for what is not written as it must be. */
export function askedEdit(document: ProjectDocument, options: OptionValues): RunEdit | null {
  const layers = namedLayers(document);
  const block = (option: string, name: string, own: Pick<BlockEdit, 'frozen' | 'values'>): RunEdit => {
    const place = layers.get(name);
    if (!place) throw new UsageError(`--${option}: the run has no layer "${name}"; it has ${[...layers.keys()].join(', ')}.`);
    return { blocks: [{ ...place, title: name, ...own }] };
  };
  const rates = options['learning-rate'] === '' ? [''] : listed(options, 'learning-rate');
  if (rates.filter((text) => !text.includes('=')).length > 1)
    throw new UsageError('--learning-rate takes one number, and others of phases, as judge=0.0001: write a decimal point, not a comma.');
  const edits: RunEdit[] = [
    ...rates.map(askedRate),
    ...(typeof options['schedule'] === 'string' ? [{ schedule: askedSchedule(options['schedule']) }] : []),
    ...listed(options, 'set').map((part) => {
      const [, layer = '', name = '', number = ''] = /^(.+)\.(\w+)=(.+)$/.exec(part) ?? [];
      if (number === '' || !Number.isFinite(Number(number)))
        throw new UsageError(`--set takes LAYER.NAME=NUMBER, as dropout.rate=0.2, not "${part}".`);
      return block('set', layer, { values: { [name]: Number(number) } });
    }),
    ...listed(options, 'freeze').map((name) => block('freeze', name, { frozen: true })),
    ...listed(options, 'train').map((name) => block('train', name, { frozen: false })),
  ];
  return edits.length === 0 ? null : mergeEdits(edits);
}

/** `0.001`, or `judge=0.001` of a phase. */
function askedRate(text: string): RunEdit {
  const [, phase, number = ''] = /^(?:([\w-]+)=)?(.*)$/.exec(text) ?? [];
  if (number === '' || !(Number(number) >= 0)) throw new UsageError(`--learning-rate must be a number of at least 0, not "${number}".`);
  return phase === undefined ? { learningRate: Number(number) } : { rates: { [phase]: Number(number) } };
}

/** `cosine`, or `stepDecay:every=2,factor=0.5` with values of its own. */
function askedSchedule(text: string): NonNullable<RunEdit['schedule']> {
  const [kind = '', ...rest] = text.split(':');
  const schedule = schedules.find((own) => own.kind === kind);
  if (!schedule)
    throw new UsageError(`--schedule: there is no schedule "${kind}"; there are ${schedules.map((own) => own.kind).join(', ')}.`);
  const names = Object.keys(schedule.params);
  const given = rest.length === 0 ? [] : rest.join(':').split(',');
  const values = given.map((part) => {
    const [, name = '', value = ''] = /^\s*(\w+)=(.+)$/.exec(part) ?? [];
    if (!names.includes(name))
      throw new UsageError(
        `--schedule ${kind} takes ${names.length === 0 ? 'no values' : `${names.map((own) => `${own}=X`).join(', ')}`}, not "${part}".`,
      );
    return [name, read(value)] as const;
  });
  const parsed = parseValue(trainingParams.schedule, { kind, values: Object.fromEntries(values) });
  if ('problem' in parsed) throw new UsageError(`--schedule cannot be taken: ${parsed.problem}.`);
  return runEditSchema.shape.schedule.unwrap().parse(parsed.value);
}

/** A number, yes or no, or a text. */
const read = (text: string): number | boolean | string =>
  text === 'true' || text === 'false' ? text === 'true' : Number.isFinite(Number(text)) ? Number(text) : text;

/** The layers of a model by their names, as `netloom code` and the reports call them, and where their blocks stand in the project. */
function namedLayers(document: ProjectDocument): ReadonlyMap<string, Pick<BlockEdit, 'graph' | 'node'>> {
  const built = buildPlan(document);
  if ('problems' in built) return new Map();
  const all = (layers: readonly PlanLayer[]): readonly PlanLayer[] =>
    layers.flatMap((layer) => [layer, ...all(layer.repeat?.layers ?? [])]);
  return new Map(all(built.plan.layers).map(({ id, name }) => [name, placeOf(document, id)]));
}
