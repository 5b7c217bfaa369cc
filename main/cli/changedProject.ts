import { givenItem } from '../../shared/catalogue/anotherItem.ts';
import { losses, optimizers } from '../../shared/catalogue/index.ts';
import { isItem, type ItemValue, type Values } from '../../shared/catalogue/params.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { GraphNode, ProjectDocument } from '../../shared/graph/document.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { expectedExamples } from '../../shared/plan/expectedSteps.ts';
import { phaseOptimizers, withLearningRate } from '../../shared/plan/phaseOptimizers.ts';
import { noPhase } from '../../shared/run/runEdit.ts';
import { asked, askedRates, askedSchedule, courseOptions } from './askedEdit.ts';
import { textsOf, UsageError, type Command, type OptionValues } from './command.ts';
import { readItem } from './readValue.ts';
import { fullBatch, namedOutputs, readSettings } from './settings.ts';

/** Options that change the choices of a project. */
export const projectOptions: Command['options'] = {
  set: {
    value: 'LAYER.NAME=VALUE,...',
    help: "choices of blocks, as dense.units=64,dense.kernelRegularizer=l2:l2=0.01 or conv2d.kernelSize=5x5, lists with + between, as digit.metrics=accuracy+topKAccuracy:k=2; of the project's training and data choices, as training.warmupEpochs=1 or data.validationSize=0.1 (below 1 a share of the examples, else their number)",
  },
  optimizer: {
    value: 'NAME[:PARAM=X,...]',
    help: `the optimizer, as sgd:learningRate=0.1,momentum=0.9; ${optimizers.map(({ kind }) => kind).join(', ')}`,
  },
  ...courseOptions,
  loss: {
    value: '[OUTPUT=]NAME[:PARAM=X,...]',
    repeats: true,
    help: `the loss of an Output, as huber:delta=2; once for each of several, as --loss digit=huber --loss picture=meanSquaredError; ${losses.map(({ kind }) => kind).join(', ')}`,
  },
};

/**
 * The project with the choices that the options ask for; the same one where they ask for nothing. Whether it can be trained so, `buildPlan` says.
 * Throws UsageError for what is not written as it must be, in words that list what there is.
 */
export function changedProject(document: ProjectDocument, options: OptionValues): ProjectDocument {
  let changed = document;
  if (typeof options['set'] === 'string') {
    const settings = readSettings(document, options['set']);
    // How many examples make a full batch, is known once the data is.
    for (const { section, place, name, value } of settings.toSorted(
      (x, y) => Number(x.value === fullBatch) - Number(y.value === fullBatch),
    )) {
      const own = { [name]: value === fullBatch ? expectedExamples(changed) : value };
      if (section === 'block' && place) changed = withValues(changed, place, own);
      else if (section === 'data') changed = { ...changed, data: { ...changed.data, ...toJson(own) } };
      else changed = withTraining(changed, own);
    }
  }
  const { optimizer: optimizerText } = options;
  if (typeof optimizerText === 'string')
    changed = withTraining(changed, { optimizer: asked('optimizer', () => readItem('optimizers', optimizerText)) });
  const schedule = askedSchedule(options);
  if (schedule) changed = withTraining(changed, { schedule });
  for (const { phase, rate } of askedRates(options)) changed = withRate(changed, phase, rate);
  changed = withLosses(changed, textsOf(options, 'loss'));
  // What asks for what is there already changes nothing.
  return JSON.stringify(changed) === JSON.stringify(document) ? document : changed;
}

/** What a project is called that came of a template by such options: beside others of the template it can be told. */
export function changedName(name: string, options: OptionValues): string {
  const words = Object.keys(projectOptions).flatMap((option) => {
    return textsOf(options, option).map((text) => (option === 'set' ? text : `${option} ${text}`));
  });
  // What was typed may go over several lines.
  const all = words.join(', ').replaceAll(/\s+/g, ' ').trim();
  return words.length === 0 ? name : `${name} (${all.length > longestName ? `${all.slice(0, longestName)}…` : all})`;
}

const longestName = 60;

const withTraining = (document: ProjectDocument, values: Values): ProjectDocument => ({
  ...document,
  training: { ...document.training, ...toJson(values) },
});

/** With these values of a block, and of those that share its weights: they are one layer. */
function withValues(
  document: ProjectDocument,
  { graph: at, node: id }: { readonly graph: string; readonly node: string },
  values: Values,
): ProjectDocument {
  const graph = document.graphs[at];
  const layerId = graph?.nodes[id]?.layerId;
  if (!graph || layerId === undefined) return document;
  const nodes = Object.entries(graph.nodes).map(([key, node]): [string, GraphNode] => [
    key,
    node.layerId === layerId ? { ...node, values: { ...node.values, ...toJson(values) } } : node,
  ]);
  return { ...document, graphs: { ...document.graphs, [at]: { ...graph, nodes: Object.fromEntries(nodes) } } };
}

/** With a learning rate for a phase, or for all of them (null). */
function withRate(document: ProjectDocument, phase: string | null, rate: number): ProjectDocument {
  const phases = phaseOptimizers(document.training);
  const names = phases.map(({ name }) => name);
  if (phase !== null) {
    if (!names.includes(phase)) throw new UsageError(`--learning-rate: ${noPhase('project', phase, names)}`);
    return withTraining(document, withLearningRate(document.training, phase, rate));
  }
  // Phases that have an optimizer of their own go by that.
  const own = parseValues(trainingParams, document.training).values.phases.filter(({ values }) => isItem(values['optimizer']));
  return own.reduce(
    (changed, { values }) => withTraining(changed, withLearningRate(changed.training, String(values['name']), rate)),
    withTraining(document, withLearningRate(document.training, null, rate)),
  );
}

/** With losses at Outputs, each at the one that is named, or at the only one that is trained by. */
function withLosses(document: ProjectDocument, texts: readonly string[]): ProjectDocument {
  if (texts.length === 0) return document;
  const outputs = namedOutputs(document);
  const names = [...outputs.keys()];
  const given = new Set<string>();
  return texts.reduce((changed, text) => {
    const [, named, written = ''] = /^(?:([^:=]+)=)?(.*)$/s.exec(text) ?? [];
    const loss: ItemValue = asked('loss', () => readItem('losses', written));
    if (named === undefined && names.length > 1)
      throw new UsageError(`--loss: say of which Output, as ${names[0]}=${written}; there are ${names.join(', ')}.`);
    const name = named ?? names[0] ?? '';
    const place = outputs.get(name);
    if (!place)
      throw new UsageError(`--loss: there is no Output "${name}"; there ${names.length === 0 ? 'is none' : `are ${names.join(', ')}`}.`);
    if (given.has(name)) throw new UsageError(`--loss: "${name}" is given two losses: give it one.`);
    given.add(name);
    const before = changed.graphs[place.graph]?.nodes[place.node]?.values['loss'];
    return withValues(changed, place, { loss: givenItem('losses', loss, before) });
  }, document);
}
