import { findBlock, findSchedule } from '../catalogue/index.ts';
import type { KerasObject } from '../catalogue/item.ts';
import { hyperParameters } from '../catalogue/optimizerStep.ts';
import { isMoving, scheduledHyper } from '../catalogue/scheduledHyper.ts';
import { hasColumn } from '../plan/hasColumn.ts';
import type { PlanHead, PlanInput, PlanLayer, TrainPlan } from '../plan/trainPlan.ts';
import { kerasObject, toSnake } from './kerasConfig.ts';
import { kerasJob, withRepeated, type KerasJob } from './kerasJob.ts';
import { pythonText, told } from './pythonText.ts';

/** Name of the file that the script reads its examples from, beside it. */
export const scriptData = 'data.npz';
/** Name of the file that it reads the weights of other runs from, where it starts from some. */
export const scriptWeights = 'weights.npz';

/** Words that a variable of the script cannot be called. */
const reserved = new Set(
  'and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield keras np layers data model history turn examples weights'.split(
    ' ',
  ),
);

/**
 * A plan as a Python script that Keras 3 runs as it is: define, compile, fit, evaluate. `stepsPerEpoch` for schedules that count steps. The examples come from
 * `data.npz`, the columns of the project split as the studio splits them: `train_<column>`, `validation_<column>`, `test_<column>`.
 */
export function kerasScript(plan: TrainPlan, stepsPerEpoch: number): string {
  const unsaid = notSaid(plan);
  if (unsaid !== null)
    return `# ${plan.name.replaceAll(/\s+/g, ' ')}\n#\n# This project cannot be written as a Keras script yet: ${unsaid}.\n`;
  const job = kerasJob(plan);
  const defined = new Set(job.sources.flatMap(namesOf));
  const python = pythonText(defined);
  const name = namer(plan, job);
  const learning = learningRate(plan, stepsPerEpoch, python);
  const body = [
    `keras.utils.set_random_seed(${plan.seed})\n`,
    readData(plan),
    `# Define\n${defineModel(plan, job, name, python)}\nmodel.summary()\n`,
    ...started(plan),
    ...measured(plan, name),
    ...remembered(plan, job, python),
    ...(job.weightPenalty ? [penalize(python.object(job.weightPenalty))] : []),
    `# Compile\n${compileModel(plan, { ...job, optimizer: moving(job.optimizer, learning.rate) }, python)}\n`,
    `# Fit\n${fitModel(plan, [...learning.callbacks, ...callbacksOf(plan, python)])}\n`,
    evaluate,
  ].join('\n');
  const head = `"""${plan.name.replaceAll(/["\\]/g, "'")}

Reads ${scriptData} beside it. Runs with Keras 3 on TensorFlow, JAX or PyTorch.
"""

from pathlib import Path

import keras
import numpy as np
from keras import layers
`;
  const own = job.sources.filter((source) => namesOf(source).some((found) => new RegExp(`\\b${found}\\b`).test(body)));
  return [head, ...own.map((source) => `\n${source.trim()}\n`), ...(own.length > 0 ? [''] : []), body].join('\n');
}

/** What Keras's `fit` has no words for, in ours; null where it has. */
function notSaid({ phases, inputs, heads }: TrainPlan): string | null {
  if (phases.length > 1) return 'its training has phases that take turns, and fit has one loss';
  if (inputs.some(({ noise }) => noise)) return 'chance feeds one of its Inputs anew in every step';
  if (heads.some(({ compared }) => compared)) return 'an Output is compared with another tensor of the model';
  if (heads.some(({ shown }) => shown)) return 'an Output is only shown';
  return null;
}

/** What a piece of Python defines. */
const namesOf = (source: string): string[] => [...source.matchAll(/^(?:def|class) (\w+)/gm)].map(([, name = '']) => name);

const evaluate = `# Evaluate on examples that training has not seen
if "test" in examples:
    x, y = examples["test"]
    print(model.evaluate(x, y, verbose=0, return_dict=True))
`;

type Python = ReturnType<typeof pythonText>;

/** Names of variables: a layer's own where Python takes it. */
function namer(plan: TrainPlan, job: KerasJob): (id: string) => string {
  const names = new Map<string, string>();
  const taken = new Set(reserved);
  const give = (id: string, wanted: string): void => {
    const word = wanted.replaceAll(/\W/g, '_').replace(/^(?=\d)/, '_');
    let free = word;
    for (let at = 1; taken.has(free); at++) free = `${word}_${at}`;
    taken.add(free);
    names.set(id, free);
  };
  const layerNames = new Map([...plan.layers, ...withRepeated(plan.layers)].map((layer) => [layer.id, layer.name]));
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

/** How a column comes out of the file: in the shape that the model takes. */
const shaped = (column: string, shape: readonly (number | null)[]): string =>
  `column(part, ${JSON.stringify(column)}).reshape(${[-1, ...shape.map((length) => length ?? -1)].join(', ')})`;

function readData({ inputs, heads }: TrainPlan): string {
  const input = ({ column, spec }: PlanInput & { readonly column: string }): string => `${shaped(column, spec.shape)}.astype("float32")`;
  const target = (head: PlanHead & { readonly column: string }): string => {
    const raw = `column(part, ${JSON.stringify(head.column)})`;
    if (head.target === 'oneHot') return `keras.utils.to_categorical(${raw}, ${head.classes?.length ?? 'None'})`;
    if (head.target === 'index') return `${raw}.astype("int32")`;
    return `${shaped(head.column, head.spec.shape)}.astype("float32")`;
  };
  const gathered = (list: readonly (readonly [string, string])[]): string =>
    list.length === 1 ? (list[0]?.[1] ?? '') : `{${list.map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(', ')}}`;
  const x = gathered(inputs.filter(hasColumn).map((own) => [own.name, input(own)]));
  const y = gathered(heads.filter(hasColumn).map((own) => [own.name, target(own)]));
  return `# The examples: inputs and targets of each part
data = np.load(Path(__file__).parent / "${scriptData}")


def column(part, name):
    return data[f"{part}_{name}"]


def part_of(part):
    return ${x}, ${y}


parts = {name.split("_")[0] for name in data.files}
examples = {part: part_of(part) for part in parts}
`;
}

function defineModel(plan: TrainPlan, job: KerasJob, name: (id: string) => string, python: Python): string {
  const lines = plan.inputs.map(
    (input) => `${name(input.id)} = keras.Input(${python.value(shapeOf(input))}, name=${JSON.stringify(input.name)})`,
  );
  lines.push(...defineLayers(plan, job.layers, name, python));
  const inputs = plan.inputs.map(({ id }) => name(id));
  const outputs = job.heads.map((head) => [head.name, name(head.source)] as const);
  const ins = inputs.length === 1 ? inputs[0] : `[${inputs.join(', ')}]`;
  const outs = outputs.length === 1 ? outputs[0]?.[1] : `{${outputs.map(([key, id]) => `${JSON.stringify(key)}: ${id}`).join(', ')}}`;
  return [...lines, `model = keras.Model(inputs=${ins}, outputs=${outs})`].join('\n');
}
/** The lines that make layers and call them; `turning` those of each turn of a loop. */
function defineLayers(
  plan: TrainPlan,
  layers: KerasJob['layers'],
  name: (id: string) => string,
  python: Python,
  turning = false,
): string[] {
  const kinds = new Map(withRepeated(plan.layers).map((layer) => [layer.id, layer]));
  const lines: string[] = [];
  const calls = new Map<string, number>();
  for (const layer of layers) calls.set(layer.layerId, (calls.get(layer.layerId) ?? 0) + 1);
  const made = new Set<string>();
  for (const layer of layers) {
    if (layer.repeat) {
      const { turns, source, layers: inner } = layer.repeat;
      lines.push(`${name(layer.id)} = ${layer.inputs.map(name).join(', ')}`, `for turn in range(${turns}):`);
      lines.push(...[...defineLayers(plan, inner, name, python, true), `${name(layer.id)} = ${name(source)}`].map((line) => `    ${line}`));
      continue;
    }
    const own = kinds.get(layer.id);
    const config = own ? told(findBlock(own.kind), layer.config) : layer.config;
    const named = own ? [turning ? `name=f"${own.name}_{turn}"` : `name=${JSON.stringify(own.name)}`] : [];
    const built = `${python.place(layer.className, 'layers')}(${[...python.args(config), ...named].join(', ')})`;
    const given = layer.inputs.map(name);
    const asked = layer.call ? python.args(layer.call) : [];
    const call = `(${[layer.merges ? `[${given.join(', ')}]` : given.join(', '), ...asked].join(', ')})`;
    // A layer that is called twice has one set of weights: it is made once.
    if ((calls.get(layer.layerId) ?? 0) === 1) lines.push(`${name(layer.id)} = ${built}${call}`);
    else {
      const shared = `shared_${layer.layerId.replaceAll(/\W/g, '_')}`;
      if (!made.has(layer.layerId)) lines.push(`${shared} = ${built}`);
      made.add(layer.layerId);
      lines.push(`${name(layer.id)} = ${shared}${call}`);
    }
  }
  return lines;
}
const shapeOf = ({ spec }: PlanInput): readonly (number | null)[] => spec.shape;

/** Penalties on outputs that Keras's SimpleRNN is given and forgets: told to it once more. */
function remembered(plan: TrainPlan, job: KerasJob, python: Python): readonly string[] {
  const names = new Map(plan.layers.map((layer) => [layer.id, layer.name]));
  const lines = job.layers.flatMap(({ id, className, config }) => {
    const penalty = config['activity_regularizer'];
    return className === 'SimpleRNN' && penalty !== undefined
      ? [`model.get_layer(${JSON.stringify(names.get(id))}).activity_regularizer = ${python.value(penalty)}`]
      : [];
  });
  return lines.length === 0 ? [] : [`# Keras's SimpleRNN takes this argument and forgets it\n${lines.join('\n')}\n`];
}

const penalize = (penalty: string): string => `# Every kernel pays a penalty, beside what its layer asks for itself
penalty = ${penalty}
for weight in model.trainable_variables:
    if len(weight.shape) > 1:
        own = weight.regularizer
        weight.regularizer = penalty if own is None else (lambda w, own=own: own(w) + penalty(w))
`;

function compileModel(plan: TrainPlan, job: KerasJob, python: Python): string {
  const optimizer = python.object(job.optimizer);
  const perHead = (texts: readonly string[]): string =>
    plan.heads.length === 1
      ? (texts[0] ?? 'None')
      : `{${plan.heads.map(({ name }, at) => `${JSON.stringify(name)}: ${texts[at]}`).join(', ')}}`;
  const losses = perHead(job.heads.map((head) => python.object(head.loss, 'losses')));
  const metrics = perHead(job.heads.map((head) => `[${(head.metrics ?? []).map((metric) => python.value(metric)).join(', ')}]`));
  const weights =
    plan.heads.length > 1 ? [`    loss_weights=${perHead(plan.heads.map(({ lossWeight }) => python.value(lossWeight, true)))},`] : [];
  return ['model.compile(', `    optimizer=${optimizer},`, `    loss=${losses},`, ...weights, `    metrics=${metrics},`, ')'].join('\n');
}

/** Name of an array of the file of weights: that of a layer's weight. */
export const weightArray = (layer: Pick<PlanLayer, 'name'>, weight: string): string => `${layer.name}/${weight}`;

/** Layers that start with the weights of another run, which lie beside the script. */
function started({ layers }: TrainPlan): string[] {
  const starting = layers.filter(({ initialFrom, weights }) => initialFrom && weights.length > 0);
  if (starting.length === 0) return [];
  const lines = starting.flatMap((layer) => [
    `# ${layer.initialFrom?.title.replaceAll(/\s+/g, ' ')}`,
    `model.get_layer(${JSON.stringify(layer.name)}).set_weights([${layer.weights.map(({ name }) => `weights[${JSON.stringify(weightArray(layer, name))}]`).join(', ')}])`,
  ]);
  return [
    `# Start with weights of other runs: ${scriptWeights} is written beside the script when it is written into a folder\nweights = np.load(Path(__file__).parent / "${scriptWeights}")\n${lines.join('\n')}\n`,
  ];
}

/** Layers that measure the training examples once before training, each on what arrives at it. */
function measured({ layers, inputs }: TrainPlan, name: (id: string) => string): string[] {
  const adapting = layers.filter(({ kind, values, initialFrom }) => !initialFrom && findBlock(kind).adapts?.(values));
  if (adapting.length === 0) return [];
  const given = inputs.length === 1 ? name(inputs[0]?.id ?? '') : `[${inputs.map(({ id }) => name(id)).join(', ')}]`;
  const lines = adapting.map((layer) => {
    const source = layer.inputs['x']?.[0]?.layer ?? '';
    return `model.get_layer(${JSON.stringify(layer.name)}).adapt(keras.Model(${given}, ${name(source)}).predict(examples["train"][0], verbose=0))`;
  });
  return [`# Measure the training examples, once\n${lines.join('\n')}\n`];
}

const callbacksOf = ({ callbacks = [] }: TrainPlan, python: Python): string[] =>
  callbacks.map((chosen) => {
    const { class_name: name, config } = kerasObject('callbacks', chosen);
    return `keras.callbacks.${name}(${python.args(config).join(', ')})`;
  });

/** The weights of the classes, as lines before `fit` and its argument; Keras takes them for a single head only. */
function classWeights({ heads }: TrainPlan): readonly [before: string[], argument: string[]] {
  const [head, ...others] = heads;
  if (!head?.classWeights || others.length > 0) return [[], []];
  const argument = ['    class_weight=class_weight,'];
  if (head.classWeights !== 'balanced')
    return [[`class_weight = {${head.classWeights.map((weight, at) => `${at}: ${weight}`).join(', ')}}`], argument];
  const labels = head.target === 'oneHot' ? 'y.argmax(axis=-1)' : 'y.reshape(-1).astype("int64")';
  return [
    [
      `counts = np.bincount(${labels})`,
      'class_weight = {label: len(y) / (len(counts) * max(1, count)) for label, count in enumerate(counts)}',
    ],
    argument,
  ];
}

function fitModel(plan: TrainPlan, callbacks: readonly string[]): string {
  const { batchSize, epochs } = plan;
  const [before, weights] = classWeights(plan);
  return [
    'x, y = examples["train"]',
    ...before,
    'history = model.fit(',
    '    x,',
    '    y,',
    `    batch_size=${batchSize},`,
    `    epochs=${epochs},`,
    '    validation_data=examples.get("validation"),',
    ...weights,
    ...(callbacks.length === 0 ? [] : [`    callbacks=[${callbacks.join(', ')}],`]),
    '    verbose=2,',
    ')',
  ].join('\n');
}

/** The optimizer with an object in place of its learning rate. */
const moving = (optimizer: KerasObject, rate: KerasObject | null): KerasObject =>
  rate === null ? optimizer : { ...optimizer, config: { ...optimizer.config, learning_rate: rate } };

interface Learning {
  readonly rate: KerasObject | null;
  readonly callbacks: readonly string[];
}

/** The learning rate of a plan that moves, as Keras has it: an object in place of the number, a callback, or else a table by epochs. */
function learningRate(plan: TrainPlan, stepsPerEpoch: number, python: Python): Learning {
  const { course, optimizer } = required(plan.phases[0]);
  if (!course || !isMoving(course)) return { rate: null, callbacks: [] };
  const { kind, values } = course.schedule;
  const schedule = findSchedule(kind);
  const { epochs } = plan;
  const chosen = hyperParameters(optimizer);
  const base = chosen['learningRate'] ?? 0;
  if (course.warmupEpochs === null && schedule.kerasSchedule)
    return { rate: schedule.kerasSchedule({ stepsPerEpoch, epochs, base }, values), callbacks: [] };
  if (course.warmupEpochs === null && schedule.kerasCallback) {
    const { class_name: name, config } = kerasObject('schedules', course.schedule);
    return { rate: null, callbacks: [`keras.callbacks.${name}(${python.args(config).join(', ')})`] };
  }
  const rates = Array.from({ length: epochs }, (_, epoch) => {
    const step = epoch * stepsPerEpoch;
    return scheduledHyper(course, optimizer, chosen, { step, stepsPerEpoch, epochs }, {})['learningRate'] ?? base;
  });
  const table = rates.map((rate) => String(Number(rate.toPrecision(6)))).join(', ');
  return { rate: null, callbacks: [`keras.callbacks.LearningRateScheduler(lambda epoch: (${table},)[epoch])`] };
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the plan has no phase');
  return value;
}
