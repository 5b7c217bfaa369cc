import { findLoss, findMetric, findRegularizer } from '../catalogue/index.ts';
import { parseClassWeights } from '../catalogue/classWeights.ts';
import { output as outputBlock } from '../catalogue/blocks/output.ts';
import type { Column, TargetEncoding } from '../catalogue/otherItems.ts';
import type { ItemValue, ValuesOf } from '../catalogue/params.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import { isKernel, ownShape } from '../catalogue/weights.ts';
import { formatShape, sizeOf, type TensorSpec } from '../catalogue/tensorSpec.ts';
import { rootGraph, type GraphNode, type ProjectDocument } from './document.ts';
import { checkSharing } from './checkSharing.ts';
import { checkSplit } from './checkSplit.ts';
import { lastActivation } from './lastActivation.ts';
import { nodeTitle } from './nodeTitle.ts';
import type { NodeInference } from './inferNode.ts';
import type { Problem } from './problem.ts';
import { unreadProblems } from './unreadProblems.ts';
import { inputColumn, projectDataset, targetColumn } from './resolveColumns.ts';

/** Problems that only the whole shows: weights that cannot be shared, no head, an Input that the data cannot feed, a head that does not fit its target or loss. */
export function checkModel(document: ProjectDocument, nodes: Readonly<Record<string, NodeInference>>): readonly Problem[] {
  const graph = rootGraph(document);
  const all = Object.values(graph.nodes);
  const problems: Problem[] = [...checkSharing(graph, nodes)];
  for (const [kind, title, fix] of [
    ['input', 'Input', 'add one from the palette: data enters there'],
    ['output', 'Output', 'add one behind the last block: it names the target and the loss'],
  ] as const) {
    if (!all.some((node) => node.kind === kind)) problems.push({ severity: 'error', message: `the model has no ${title}: ${fix}` });
  }
  const { dataset } = projectDataset(document);
  if (dataset.lacks !== null) problems.push({ severity: 'error', section: 'data', param: 'dataset', message: dataset.lacks });
  else problems.push(...checkSplit(document));
  for (const node of all) {
    const own = nodes[node.id];
    // What the data lacks was said once.
    if (!own || dataset.lacks !== null) continue;
    if (node.kind === 'input' && own.outputs?.['y'] && own.values['fedBy'] === 'data') {
      const column = inputColumn(dataset, String(own.values['column'] ?? ''), own.outputs['y'].shape);
      if (typeof column === 'string') problems.push({ severity: 'error', node: node.id, param: 'shape', message: column });
    }
    if (node.kind === 'output') {
      const spec = own.inputs['x']?.[0];
      if (spec && own.problems.length === 0 && own.values['use'] === 'train')
        problems.push(...checkHead(document, node, spec, own.inputs['target']?.[0] !== undefined));
      if (spec?.mask) problems.push(...checkMasked(node));
    }
  }
  return [...problems, ...checkLossWeights(all), ...unreadProblems(graph, nodes), ...checkPenalty(document, nodes)];
}

/** Of all heads that are trained, one must count. */
function checkLossWeights(nodes: readonly GraphNode[]): Problem[] {
  const heads = nodes
    .filter(({ kind }) => kind === 'output')
    .map((node) => ({ node, values: parseValues(outputBlock.params, node.values).values }))
    .filter(({ values }) => values.use === 'train');
  const [first] = heads;
  if (!first || heads.some(({ values }) => values.lossWeight > 0)) return [];
  const which = heads.length === 1 ? 'the loss counts 0 times' : 'the losses of all heads count 0 times';
  const message = `${which}, so nothing would be learned: give ${heads.length === 1 ? 'it' : 'one of them'} a weight above 0`;
  return [{ severity: 'error', node: first.node.id, param: 'lossWeight', message }];
}

/** The penalty of the whole model must be one that every kernel can pay. */
function checkPenalty(document: ProjectDocument, nodes: Readonly<Record<string, NodeInference>>): Problem[] {
  const { weightPenalty } = parseValues(trainingParams, document.training).values;
  if (!weightPenalty) return [];
  const { fits } = findRegularizer(weightPenalty.kind);
  for (const node of Object.values(rootGraph(document).nodes)) {
    for (const weight of nodes[node.id]?.weights.filter(isKernel) ?? []) {
      const why = fits?.(ownShape(weight), weightPenalty.values) ?? null;
      if (why !== null)
        return [
          { severity: 'error', section: 'training', param: 'weightPenalty', message: `${weight.name} of ${nodeTitle(node)}: ${why}` },
        ];
    }
  }
  return [];
}

/** Masked steps are left out of the loss and of what is a mean; the other metrics count them, as Keras does. */
function checkMasked(node: GraphNode): Problem[] {
  const { metrics } = parseValues(outputBlock.params, node.values).values;
  const counting = metrics.map(({ kind }) => findMetric(kind)).filter(({ keepsSums }) => keepsSums === true);
  if (counting.length === 0) return [];
  const titles = counting.map(({ title }) => title).join(' and ');
  const message = `the prediction is a sequence with a mask, which the loss goes by, but ${titles} counts its masked steps, as Keras does: watch accuracy or a loss in its place`;
  return [{ severity: 'warning', node: node.id, param: 'metrics', message }];
}

function checkHead(document: ProjectDocument, node: GraphNode, spec: TensorSpec, wired: boolean): Problem[] {
  const { values } = parseValues(outputBlock.params, node.values);
  const { title: lossTitle, target } = findLoss(values.loss.kind);
  const column = wired || target === 'none' ? null : targetColumn(projectDataset(document).dataset, values.column);
  if (typeof column === 'string') return [{ severity: 'error', node: node.id, param: 'column', message: column }];
  const mismatch = column ? fitProblem(values.loss.kind, column, spec) : wired ? wiredProblem(lossTitle, target) : null;
  if (mismatch !== null) return [{ severity: 'error', node: node.id, param: 'loss', message: mismatch }];
  const unfit = metricProblem(values.metrics, findLoss(values.loss.kind).target, spec);
  if (unfit !== null) return [{ severity: 'error', node: node.id, param: 'metrics', message: unfit }];
  const { foldsIn, title } = findLoss(values.loss.kind);
  const last = lastActivation(document, node);
  if (foldsIn !== null && last !== foldsIn) {
    return [
      {
        severity: 'error',
        node: node.id,
        param: 'loss',
        message: `${title} needs probabilities: end the head with the activation ${foldsIn} (it ends with ${last ?? 'none'})`,
      },
    ];
  }
  if (values.classWeights === 'equal') return [];
  const unweighable = (param: string, message: string): Problem[] => [{ severity: 'error', node: node.id, param, message }];
  if (!column?.classes)
    return unweighable(
      'classWeights',
      `${column ? `"${column.name}"` : 'what it is compared with'} has no classes to weigh: set Class weights to equal`,
    );
  const weights = values.classWeights === 'given' ? parseClassWeights(values.givenWeights, column.classes) : null;
  if (typeof weights === 'string') return unweighable('givenWeights', weights);
  const vain = vainWeights(values);
  return vain === null ? [] : [{ severity: 'warning', node: node.id, ...vain }];
}

/** Why class weights that were chosen change nothing; null where they do. */
function vainWeights({ loss, classWeights, givenWeights }: ValuesOf<typeof outputBlock.params>): Pick<Problem, 'param' | 'message'> | null {
  const { title, wholeBatch } = findLoss(loss.kind);
  if (wholeBatch?.(loss.values) === true)
    return {
      param: 'classWeights',
      message: `${title} is one number for all examples of a batch, so that no class counts more than another by its weight: take it over each example, or set Class weights to equal`,
    };
  return classWeights === 'given' && givenWeights.trim() === ''
    ? { param: 'givenWeights', message: 'no class weights are given yet, so all classes count alike: write one for each, as 1, 1, 5' }
    : null;
}

/** Why a loss cannot compare two tensors of the model; null when it can. */
const wiredProblem = (title: string, target: TargetEncoding): string | null =>
  target === 'values' || target === 'binary'
    ? null
    : target === 'none'
      ? `${title} compares with nothing: take the wire to the target away`
      : `${title} needs classes, and a tensor of the model has none: take mean squared error`;

/** Why a metric cannot be taken of a head, with a fix; null when all can. */
function metricProblem(chosen: readonly ItemValue[], target: TargetEncoding, spec: TensorSpec): string | null {
  for (const { kind, values } of chosen) {
    const { title, targets, fits } = findMetric(kind);
    if (target === 'none' && !targets?.includes(target)) return `${title} needs a target, and the loss of this head has none: remove it`;
    if (targets && !targets.includes(target))
      return target === 'values'
        ? `${title} is for classes, the loss of this head compares numbers: remove it, or choose a loss for classes`
        : `${title} does not go with the loss of this head: remove it`;
    const why = fits?.(spec.shape.at(-1) ?? 1, values) ?? null;
    if (why !== null) return `${title}: ${why}`;
  }
  return null;
}

/** Why a loss, a target column and a prediction of this shape do not go together; null when they do. */
function fitProblem(kind: string, column: Column, spec: TensorSpec): string | null {
  const loss = findLoss(kind);
  const given = formatShape(spec.shape);
  const classes = column.classes?.length ?? 0;
  if (loss.target === 'values' || (loss.target === 'binary' && column.fractions)) {
    const wanted = column.type === 'class' ? [1] : column.shape;
    return formatShape(wanted) === given || (sizeOf(wanted) === 1 && sizeOf(spec.shape) === 1)
      ? null
      : `the target "${column.name}" is ${formatShape(wanted)}, the prediction ${given}: make the last block give ${formatShape(wanted)}`;
  }
  if (column.type !== 'class')
    return `${loss.title} needs classes, "${column.name}" holds numbers: take mean squared error, or another target`;
  if (loss.target === 'binary') {
    if (classes !== 2)
      return `${loss.title} is for two classes, "${column.name}" has ${classes}: take sparse categorical cross-entropy with ${classes} softmax units`;
    return sizeOf(spec.shape) === 1
      ? null
      : `${loss.title} compares one number, the prediction is ${given}: end with a Dense of 1 unit and sigmoid`;
  }
  return spec.shape.length === 1 && spec.shape[0] === classes
    ? null
    : `"${column.name}" has ${classes} classes, the prediction is ${given}: end with a Dense of ${classes} units and softmax`;
}
