import { parseClassWeights } from '../catalogue/classWeights.ts';
import { dataParams } from '../catalogue/dataParams.ts';
import { findLoss, findWatch } from '../catalogue/index.ts';
import { output as outputBlock } from '../catalogue/blocks/output.ts';
import type { ItemValue } from '../catalogue/params.ts';
import { defaultValues, parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import { sparsity } from '../catalogue/watches/sparsity.ts';
import { rootGraph, type GraphNode, type ProjectDocument } from '../graph/document.ts';
import { inferDocument, type Inference } from '../graph/inferDocument.ts';
import { lastActivation } from '../graph/lastActivation.ts';
import type { Problem } from '../graph/problem.ts';
import { inputColumn, projectDataset, targetColumn } from '../graph/resolveColumns.ts';
import { hashData } from './hashPlan.ts';
import { isPenalized } from './penalties.ts';
import { nameBlocks } from './nameBlocks.ts';
import { outermost, planLayers } from './planLayers.ts';
import { planPhases, type Assigned } from './planPhases.ts';
import { watchableMetrics } from './watchedMetric.ts';
import type { Phase, PlanHead, PlanInput, PlanLayer, TrainPlan } from './trainPlan.ts';

/** Choices made for one run without changing the project. */
export interface PlanOverrides {
  readonly epochs?: number | undefined;
  readonly batchSize?: number | undefined;
  readonly seed?: number | undefined;
  /** Use only the first N training examples after the seeded shuffle. */
  readonly limit?: number | undefined;
  /** Kinds of what is told of each layer, in place of the project's; with the project's values where it has them. */
  readonly watch?: readonly string[] | undefined;
}

/** Makes a project ready to train, or says what stands in the way. */
export function buildPlan(
  document: ProjectDocument,
  overrides: PlanOverrides = {},
): { readonly plan: TrainPlan } | { readonly problems: readonly Problem[] } {
  const inference = inferDocument(document);
  const problems = inference.problems.filter((problem) => problem.severity === 'error');
  if (problems.length > 0) return { problems };

  const graph = rootGraph(document);
  const training = parseValues(trainingParams, document.training).values;
  const data = parseValues(dataParams, document.data).values;
  const names = new Map(nameBlocks(document).map(({ id, name }) => [id, name]));
  const parts = { inputs: [] as PlanInput[], layers: [] as PlanLayer[], heads: [] as PlanHead[] };
  /** The phase that each layer and head was given, by its id. */
  const phaseOf = new Map<string, string>();
  planLayers(
    graph,
    inference,
    {
      graphs: document.graphs,
      names,
      layers: parts.layers,
      phases: phaseOf,
      end: (node, refs, name) =>
        node.kind === 'input'
          ? void parts.inputs.push(planInput(document, inference, node, name))
          : void parts.heads.push(planHead(document, inference, node, refs, name)),
    },
    outermost,
  );
  const { optimizer, schedule, warmupEpochs, warmupFrom } = training;
  const assigned = <T extends { readonly id: string }>(part: T): Assigned<T> => ({
    part,
    phase: phaseOf.get(part.id),
    node: part.id.split('/')[0] ?? part.id,
  });
  const phased = planPhases(
    { optimizer, course: { schedule, warmupEpochs, warmupFrom }, phases: training.phases },
    parts.layers.map(assigned),
    parts.heads.map(assigned),
  );
  if ('problems' in phased) return phased;
  const idle = phaselessEpoch(phased.phases, overrides.epochs ?? training.epochs);
  if (idle !== null) {
    const message = `no phase has a turn in epoch ${idle + 1}: let one of them last longer`;
    return { problems: [{ severity: 'error', section: 'training', param: 'phases', message }] };
  }
  const decisive = {
    version: 1 as const,
    ...parts,
    phases: phased.phases,
    weightPenalty: training.weightPenalty,
    callbacks: training.callbacks,
    data: {
      dataset: data.dataset,
      validationSize: data.validationSize,
      testSize: data.testSize,
      splitSeed: data.splitSeed,
      stratify: data.stratify,
      limit: overrides.limit ?? null,
    },
    epochs: overrides.epochs ?? training.epochs,
    batchSize: overrides.batchSize ?? training.batchSize,
    seed: overrides.seed ?? training.seed,
  };
  const trainable = decisive.phases.some((phase) => phase.trained.length > 0);
  if (!trainable)
    return {
      problems: [{ severity: 'error', message: 'the model has no weights to train: add a Dense or Conv2D block, or train a frozen one' }],
    };
  const silent = [training.schedule, ...training.callbacks].find(({ values: { metric } }) => metric === '');
  if (silent && decisive.phases.length > 1) return { problems: [unnamedProblem(silent.kind, training.schedule.kind)] };
  const unwatched = [training.schedule, ...training.callbacks].flatMap(({ kind, values: { metric } }) =>
    typeof metric !== 'string' || metric === '' || watchableMetrics(decisive).includes(metric) ? [] : [{ kind, metric }],
  )[0];
  if (unwatched) return { problems: [unwatchedProblem(unwatched, training.schedule.kind)] };
  const { checkpointSeconds } = training;
  return {
    plan: {
      ...decisive,
      hash: hashData(decisive),
      name: document.name,
      watched: watchedOf(decisive, watchOf(training.watch, overrides.watch)),
      checkpointSeconds,
    },
  };
}

/** The first epoch, from 0, in which no phase takes part; null when there is none. */
const phaselessEpoch = (phases: readonly Phase[], epochs: number): number | null => {
  const ends = [0, ...phases.flatMap(({ epochs: own }) => (own ? [own[0], ...(own[1] === null ? [] : [own[1] + 1])] : []))];
  const idle = ends.filter(
    (epoch) => epoch < epochs && phases.every(({ epochs: [first, last] = [0, null] }) => epoch < first || (last !== null && epoch > last)),
  );
  return idle.length === 0 ? null : Math.min(...idle);
};

const unnamedProblem = (kind: string, schedule: string): Problem => ({
  severity: 'error',
  section: 'training',
  param: kind === schedule ? 'schedule' : 'callbacks',
  message: 'with several phases no loss speaks for all: choose the metric to watch',
});

const unwatchedProblem = ({ kind, metric }: { readonly kind: string; readonly metric: string }, schedule: string): Problem => ({
  severity: 'error',
  section: 'training',
  param: kind === schedule ? 'schedule' : 'callbacks',
  message: `no metric "${metric}" is reported: choose another one to watch, or Automatic`,
});

/** What is watched: the project's choice, or what was asked of this run. */
const watchOf = (chosen: readonly ItemValue[], asked: readonly string[] | undefined): readonly ItemValue[] =>
  asked?.map((kind) => chosen.find((own) => own.kind === kind) ?? { kind, values: defaultValues(findWatch(kind).params) }) ?? chosen;

/** What was asked for, and how sparse the weights become where something is penalized. */
function watchedOf(plan: Parameters<typeof isPenalized>[0], asked: readonly ItemValue[]): readonly ItemValue[] {
  if (!isPenalized(plan) || asked.some(({ kind }) => kind === sparsity.kind)) return asked;
  return [...asked, { kind: sparsity.kind, values: defaultValues(sparsity.params) }];
}

function planInput(document: ProjectDocument, inference: Inference, node: GraphNode, name: string): PlanInput {
  const own = inference.nodes[node.id];
  const spec = own?.outputs?.['y'];
  if (!own || !spec) throw new Error(`the Input "${node.id}" has no spec`);
  const fedBy = own.values['fedBy'];
  if (fedBy === 'normal' || fedBy === 'uniform') return { id: node.id, name, column: null, noise: fedBy, spec };
  const column = inputColumn(projectDataset(document).dataset, String(own.values['column'] ?? ''), spec.shape);
  if (typeof column === 'string') throw new Error(column);
  return { id: node.id, name, column: column.name, spec };
}

function planHead(document: ProjectDocument, inference: Inference, node: GraphNode, inputs: PlanLayer['inputs'], name: string): PlanHead {
  const { values } = parseValues(outputBlock.params, node.values);
  const source = inputs['x']?.[0];
  const spec = inference.nodes[node.id]?.inputs['x']?.[0];
  const loss = findLoss(values.loss.kind);
  const compared = inputs['target']?.[0];
  const shown = values.use === 'show';
  const column = shown || compared || loss.target === 'none' ? null : targetColumn(projectDataset(document).dataset, values.column);
  if (!source || !spec || typeof column === 'string') throw new Error(`the Output "${node.id}" is not complete`);
  const common = { id: node.id, name, source, spec, column: column?.name ?? null, classes: column?.classes ?? null, loss: values.loss };
  if (shown) return { ...common, shown, target: 'none', lossWeight: 0, metrics: [], fromLogits: null };
  return {
    ...common,
    ...(compared ? { compared } : {}),
    target: loss.target,
    lossWeight: values.lossWeight,
    ...weighed(values.classWeights, values.givenWeights, column?.classes ?? []),
    metrics: values.metrics,
    fromLogits: loss.foldsIn !== null && lastActivation(document, node) === loss.foldsIn ? loss.foldsIn : null,
  };
}

/** The class weights of a head, where they differ. */
function weighed(choice: string, given: string, classes: readonly string[]): Pick<PlanHead, 'classWeights'> {
  if (choice === 'balanced') return { classWeights: 'balanced' };
  const weights = choice === 'given' ? parseClassWeights(given, classes) : [];
  return typeof weights === 'string' || weights.length === 0 ? {} : { classWeights: weights };
}
