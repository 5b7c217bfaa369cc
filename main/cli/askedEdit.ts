import { schedules } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import { parseValue } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { notInTheMidst } from '../../shared/run/editedPlan.ts';
import { mergeEdits, runEditSchema, type BlockEdit, type RunEdit } from '../../shared/run/runEdit.ts';
import { UsageError, type Command, type OptionValues } from './command.ts';
import { givenTwice, readItem } from './readValue.ts';
import { namedLayers, noLayer, readSettings, type Setting } from './settings.ts';

/** Options that choose how the learning rate goes, of a project as of a run that goes on. */
export const courseOptions: Command['options'] = {
  'learning-rate': { value: 'X,...', help: 'the learning rate; of single phases, as judge=0.0001,generator=0.0002' },
  schedule: {
    value: 'NAME[:PARAM=X,...]',
    help: `how the learning rate moves, as cosine or stepDecay:every=2,factor=0.5; ${schedules.map(({ kind }) => kind).join(', ')}`,
  },
};

/** Options that change a run before it goes on. */
export const editOptions: Command['options'] = {
  ...courseOptions,
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
  const places = namedLayers(document);
  const block = (option: string, name: string, own: Pick<BlockEdit, 'frozen'>): RunEdit => {
    const place = places.get(name);
    if (!place) throw new UsageError(`--${option}: ${noLayer(places, name)}.`);
    return { blocks: [{ ...place, title: name, ...own }] };
  };
  const both = listed(options, 'freeze').find((name) => listed(options, 'train').includes(name));
  if (both !== undefined) throw new UsageError(`"${both}" cannot be frozen and trained at once: name it after --freeze or after --train.`);
  const schedule = askedSchedule(options);
  const edits: RunEdit[] = [
    ...askedRates(options).map(({ phase, rate }) => (phase === null ? { learningRate: rate } : { rates: { [phase]: rate } })),
    ...(schedule === null ? [] : [{ schedule: runEditSchema.shape.schedule.unwrap().parse(schedule) }]),
    ...(typeof options['set'] === 'string' ? readSettings(document, options['set']).map(settingEdit) : []),
    ...listed(options, 'freeze').map((name) => block('freeze', name, { frozen: true })),
    ...listed(options, 'train').map((name) => block('train', name, { frozen: false })),
  ];
  return edits.length === 0 ? null : mergeEdits(edits);
}

/** A setting as an edit of a run; whether it may be changed in the midst of one, `editedPlan` says of numbers, and of nothing else may it. */
function settingEdit({ place, title, name, value }: Setting): RunEdit {
  if (!place || typeof value !== 'number') throw new Error(`The run cannot be changed so: ${notInTheMidst(title, name)}.`);
  return { blocks: [{ ...place, title, values: { [name]: value } }] };
}

/** The learning rates that `--learning-rate` asks for: of all phases (null), or of single ones. */
export function askedRates(options: OptionValues): readonly { readonly phase: string | null; readonly rate: number }[] {
  const rates = options['learning-rate'] === '' ? [''] : listed(options, 'learning-rate');
  if (rates.filter((text) => !text.includes('=')).length > 1)
    throw new UsageError('--learning-rate takes one number, and others of phases, as judge=0.0001: write a decimal point, not a comma.');
  const repeated = givenTwice(rates);
  if (repeated !== null) throw new UsageError(`--learning-rate: "${repeated}" is given twice: give it once.`);
  return rates.map((text) => {
    const [, phase = null, number = ''] = /^(?:([\w-]+)=)?(.*)$/.exec(text) ?? [];
    if (number === '' || !(Number(number) >= 0 && Number.isFinite(Number(number))))
      throw new UsageError(`--learning-rate must be a number of at least 0, not "${number}".`);
    return { phase, rate: Number(number) };
  });
}

/** The schedule that `--schedule` asks for, whole; null where it is not given. */
export function askedSchedule(options: OptionValues): ItemValue | null {
  const text = options['schedule'];
  if (typeof text !== 'string') return null;
  const item = asked('schedule', () => readItem('schedules', text));
  const parsed = parseValue(trainingParams.schedule, item);
  if ('problem' in parsed) throw new UsageError(`--schedule cannot be taken: ${parsed.problem}.`);
  return { kind: item.kind, values: runEditSchema.shape.schedule.unwrap().parse(parsed.value).values };
}

/** What an option asks for; what is wrong with it names the option. */
export function asked<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`--${option}: ${error instanceof Error ? error.message : String(error)}.`, { cause: error });
  }
}
