import { findBlock, hasBlock } from '../catalogue/index.ts';
import { parseValue } from '../catalogue/parseValues.ts';
import { toWords } from '../catalogue/toWords.ts';
import type { ProjectDocument } from '../graph/document.ts';
import { buildPlan } from '../plan/buildPlan.ts';
import { planWeights } from '../plan/planWeights.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';
import type { BlockEdit, RunEdit } from './runEdit.ts';

/**
 * The plan of a run with what was changed of its blocks while it was paused. `document` is what the run was started from. The hash stays: it is
 * the same run, and its checkpoints fit. Gives a problem in words when a block is not there, when a value is no such that may be changed in the
 * midst of a run, or when nothing would be left to train.
 */
export function editedPlan(
  plan: TrainPlan,
  document: ProjectDocument,
  { blocks = [] }: RunEdit,
): { readonly plan: TrainPlan } | { readonly problem: string } {
  if (blocks.length === 0) return { plan };
  let edited = document;
  for (const block of blocks) {
    const next = editBlock(edited, block);
    if (typeof next === 'string') return { problem: next };
    edited = next;
  }
  const { epochs, batchSize, seed } = plan;
  const built = buildPlan(edited, { epochs, batchSize, seed, limit: plan.data.limit ?? undefined });
  if ('problems' in built) return { problem: built.problems[0]?.message ?? 'the model is not complete' };
  const { layers, phases } = built.plan;
  const shapes = (of: Pick<TrainPlan, 'layers'>): string => JSON.stringify(planWeights(of).map(({ key, spec }) => [key, spec.shape]));
  if (shapes(built.plan) !== shapes(plan)) return { problem: 'the change would alter weights that are trained already: start a new run' };
  if (
    phases.some(({ name, trained }, at) => name !== plan.phases[at]?.name || trained.length === 0) ||
    phases.length !== plan.phases.length
  )
    return { problem: 'a phase of the training would have nothing left to train' };
  return { plan: { ...plan, layers, phases } };
}

function editBlock(document: ProjectDocument, { graph: at, node: id, title, frozen, values = {} }: BlockEdit): ProjectDocument | string {
  const graph = document.graphs[at];
  const node = graph?.nodes[id];
  if (!graph || !node) return `the run has no block "${title}": it was started before the block was made`;
  const params = hasBlock(node.kind) ? findBlock(node.kind).params : {};
  for (const [name, value] of Object.entries(values)) {
    const param = params[name];
    if (param?.whilePaused !== true) return notInTheMidst(title, name);
    const parsed = parseValue(param, value);
    if ('problem' in parsed) return `"${toWords(name).toLowerCase()}" of ${title} cannot be taken: ${parsed.problem}`;
  }
  const changed = { ...node, values: { ...node.values, ...values }, frozen: frozen ?? node.frozen };
  return { ...document, graphs: { ...document.graphs, [at]: { ...graph, nodes: { ...graph.nodes, [id]: changed } } } };
}

/** That a choice of a block, or of the training, is none that may be changed of a run that has begun. */
export const notInTheMidst = (title: string, name: string): string =>
  `"${toWords(name).toLowerCase()}" of ${title} cannot be changed in the midst of a run: start a new one`;
