import type { Block } from './block.ts';
import type { Item } from './item.ts';
import type { Callback } from './callback.ts';
import type { Optimizer } from './optimizer.ts';
import type { Schedule } from './schedule.ts';
import type { Activation, Constraint, Dataset, Initializer, Loss, Metric, Regularizer, Watch } from './otherItems.ts';
import type { Family } from './params.ts';
import { celu } from './activations/celu.ts';
import { elu } from './activations/elu.ts';
import { exponential } from './activations/exponential.ts';
import { gelu } from './activations/gelu.ts';
import { hardSigmoid } from './activations/hardSigmoid.ts';
import { hardSilu } from './activations/hardSilu.ts';
import { hardTanh } from './activations/hardTanh.ts';
import { leakyRelu } from './activations/leakyRelu.ts';
import { linear } from './activations/linear.ts';
import { logSigmoid } from './activations/logSigmoid.ts';
import { logSoftmax } from './activations/logSoftmax.ts';
import { mish } from './activations/mish.ts';
import { prelu } from './activations/prelu.ts';
import { relu } from './activations/relu.ts';
import { relu6 } from './activations/relu6.ts';
import { selu } from './activations/selu.ts';
import { sigmoid } from './activations/sigmoid.ts';
import { hardShrink } from './activations/hardShrink.ts';
import { softShrink } from './activations/softShrink.ts';
import { sparsePlus } from './activations/sparsePlus.ts';
import { sparseSigmoid } from './activations/sparseSigmoid.ts';
import { softmax } from './activations/softmax.ts';
import { softplus } from './activations/softplus.ts';
import { softsign } from './activations/softsign.ts';
import { squareplus } from './activations/squareplus.ts';
import { swish } from './activations/swish.ts';
import { tanh } from './activations/tanh.ts';
import { tanhShrink } from './activations/tanhShrink.ts';
import { maxNorm } from './constraints/maxNorm.ts';
import { minMaxNorm } from './constraints/minMaxNorm.ts';
import { nonNegative } from './constraints/nonNegative.ts';
import { unitNorm } from './constraints/unitNorm.ts';
import { arrays } from './datasets/arrays.ts';
import { table } from './datasets/table.ts';
import { iris } from './datasets/iris.ts';
import { characters } from './datasets/characters.ts';
import { friedman } from './datasets/friedman.ts';
import { twoClasses } from './datasets/twoClasses.ts';
import { waves } from './datasets/waves.ts';
import { randomLabels } from './datasets/randomLabels.ts';
import { ring } from './datasets/ring.ts';
import { shapes } from './datasets/shapes.ts';
import { mnistPictures } from './datasets/mnistPictures.ts';
import { mnist } from './datasets/mnist.ts';
import { twoSpirals } from './datasets/twoSpirals.ts';
import { xor } from './datasets/xor.ts';
import { glorotNormal } from './initializers/glorotNormal.ts';
import { glorotUniform } from './initializers/glorotUniform.ts';
import { heNormal } from './initializers/heNormal.ts';
import { heUniform } from './initializers/heUniform.ts';
import { normal } from './initializers/normal.ts';
import { ones } from './initializers/ones.ts';
import { uniform } from './initializers/uniform.ts';
import { zeros } from './initializers/zeros.ts';
import { constant } from './initializers/constant.ts';
import { deltaOrthogonal } from './initializers/deltaOrthogonal.ts';
import { identity } from './initializers/identity.ts';
import { lectureHeNormal } from './initializers/lectureHeNormal.ts';
import { lectureUniform } from './initializers/lectureUniform.ts';
import { lecunNormal } from './initializers/lecunNormal.ts';
import { lecunUniform } from './initializers/lecunUniform.ts';
import { orthogonal } from './initializers/orthogonal.ts';
import { truncatedNormal } from './initializers/truncatedNormal.ts';
import { varianceScaling } from './initializers/varianceScaling.ts';
import { blocks } from './blocks/index.ts';
import { losses } from './losses/index.ts';
import { callbacks } from './callbacks/index.ts';
import { optimizers } from './optimizers/index.ts';
import { schedules } from './schedules/index.ts';
import { accuracy } from './metrics/accuracy.ts';
import { auc } from './metrics/auc.ts';
import { cosineSimilarity } from './metrics/cosineSimilarity.ts';
import { f1 } from './metrics/f1.ts';
import { binaryIoU } from './metrics/binaryIoU.ts';
import { meanIoU } from './metrics/meanIoU.ts';
import { precision } from './metrics/precision.ts';
import { r2 } from './metrics/r2.ts';
import { recall } from './metrics/recall.ts';
import { rootMeanSquaredError } from './metrics/rootMeanSquaredError.ts';
import { topKAccuracy } from './metrics/topKAccuracy.ts';
import { watchedLosses } from './metrics/watchedLosses.ts';
import { phase } from './phases/phase.ts';
import { l1 } from './regularizers/l1.ts';
import { l1l2 } from './regularizers/l1l2.ts';
import { l2 } from './regularizers/l2.ts';
import { orthogonal as orthogonalRegularizer } from './regularizers/orthogonal.ts';

import { gradientNorm } from './watches/gradientNorm.ts';
import { saturation } from './watches/saturation.ts';
import { sparsity } from './watches/sparsity.ts';
import { weightNorm } from './watches/weightNorm.ts';

/*
 * The lists, in the order in which they are shown. Written by hand: nothing registers itself by being imported, and a test
 * compares each list with its folder.
 *
 * An item declares its functions over its own parameters; a list holds items of any parameters. The parser guarantees that an
 * item only ever gets values of its own, which is what `erase` states, once, for all lists.
 */
function erase<I extends Item>(items: readonly { readonly [K in keyof I]: unknown }[]): readonly I[] {
  return items as readonly I[];
}

export const activations = erase<Activation>([
  linear,
  relu,
  sigmoid,
  tanh,
  softmax,
  leakyRelu,
  prelu,
  swish,
  elu,
  selu,
  gelu,
  mish,
  softplus,
  softsign,
  hardSigmoid,
  hardSilu,
  hardTanh,
  relu6,
  celu,
  squareplus,
  sparsePlus,
  sparseSigmoid,
  softShrink,
  hardShrink,
  tanhShrink,
  exponential,
  logSigmoid,
  logSoftmax,
]);
export const initializers = erase<Initializer>([
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  lectureUniform,
  lectureHeNormal,
  orthogonal,
  deltaOrthogonal,
  identity,
  zeros,
  ones,
  constant,
  uniform,
  normal,
  truncatedNormal,
  varianceScaling,
]);
export const regularizers = erase<Regularizer>([l2, l1, l1l2, orthogonalRegularizer]);
export const constraints = erase<Constraint>([maxNorm, unitNorm, minMaxNorm, nonNegative]);
const ownMetrics = erase<Metric>([
  accuracy,
  topKAccuracy,
  precision,
  recall,
  f1,
  auc,
  meanIoU,
  binaryIoU,
  rootMeanSquaredError,
  r2,
  cosineSimilarity,
]);
export const metrics: readonly Metric[] = [...ownMetrics, ...watchedLosses(ownMetrics.map(({ kind }) => kind))];
export const watches = erase<Watch>([gradientNorm, saturation, weightNorm, sparsity]);
export const phases = erase<Item>([phase]);
export const datasets = erase<Dataset>([
  mnist,
  mnistPictures,
  iris,
  xor,
  twoSpirals,
  twoClasses,
  randomLabels,
  friedman,
  waves,
  ring,
  shapes,
  characters,
  arrays,
  table,
]);

export { blocks, callbacks, losses, optimizers, schedules };

/** The lists that a parameter can choose from, by name. */
export const families: Readonly<Record<Family, readonly Item[]>> = {
  activations,
  initializers,
  regularizers,
  constraints,
  losses,
  metrics,
  watches,
  optimizers,
  schedules,
  callbacks,
  phases,
  datasets,
};

const singular: Readonly<Record<Family, string>> = {
  activations: 'activation',
  initializers: 'initializer',
  regularizers: 'regularizer',
  constraints: 'constraint',
  losses: 'loss',
  metrics: 'metric',
  watches: 'watch',
  optimizers: 'optimizer',
  schedules: 'schedule',
  callbacks: 'callback',
  phases: 'phase',
  datasets: 'data set',
};

function find<I extends Item>(items: readonly I[], kind: string, what: string): I {
  const item = items.find((candidate) => candidate.kind === kind);
  if (!item) throw new Error(`unknown ${what} "${kind}": known are ${items.map((known) => known.kind).join(', ')}`);
  return item;
}

/** The block of a kind. Throws an Error that lists the known kinds. */
export const findBlock = (kind: string): Block => find(blocks, kind, 'block');
/** True when the catalogue has a block of this kind. */
export const hasBlock = (kind: string): boolean => blocks.some((block) => block.kind === kind);
/** The item of a list. Throws an Error that lists the known kinds. */
export const findItem = (family: Family, kind: string): Item => find(families[family], kind, singular[family]);
export const findActivation = (kind: string): Activation => find(activations, kind, singular.activations);
export const findInitializer = (kind: string): Initializer => find(initializers, kind, singular.initializers);
export const findRegularizer = (kind: string): Regularizer => find(regularizers, kind, singular.regularizers);
export const findConstraint = (kind: string): Constraint => find(constraints, kind, singular.constraints);
export const findLoss = (kind: string): Loss => find(losses, kind, singular.losses);
export const findMetric = (kind: string): Metric => find(metrics, kind, singular.metrics);
export const findWatch = (kind: string): Watch => find(watches, kind, singular.watches);
export const findOptimizer = (kind: string): Optimizer => find(optimizers, kind, singular.optimizers);
export const findSchedule = (kind: string): Schedule => find(schedules, kind, singular.schedules);
export const findCallback = (kind: string): Callback => find(callbacks, kind, singular.callbacks);
export const findDataset = (kind: string): Dataset => find(datasets, kind, singular.datasets);
