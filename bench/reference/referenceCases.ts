import {
  activations,
  blocks,
  callbacks,
  constraints,
  findBlock,
  findItem,
  findLoss,
  initializers,
  losses,
  metrics,
  optimizers,
  schedules,
  regularizers,
} from '../../shared/catalogue/index.ts';
import type { TargetEncoding } from '../../shared/catalogue/otherItems.ts';
import type { Item } from '../../shared/catalogue/item.ts';
import type { ItemValue, Values } from '../../shared/catalogue/params.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { openEngine } from '../../main/engine/openEngine.ts';
import { blockPlan } from '../../main/engine/testing/blockPlan.ts';
import { headPlan, units } from '../../main/engine/testing/headPlan.ts';
import { maskedHead } from '../../main/engine/testing/maskedHead.ts';
import { isDrawn } from './isDrawn.ts';
import { plainCases } from './plain/index.ts';
import type { ReferenceCase } from './referenceCase.ts';
import { templateCases } from './templateCases.ts';
import { twoHeads } from './twoHeads.ts';

/** Steps that are trained: enough to show a wrong gradient, few enough that differences of rounding do not grow. */
const steps = { blocks: 5, losses: 20, optimizers: 50, models: 20 };
const encodings: readonly TargetEncoding[] = ['index', 'oneHot', 'binary', 'values'];
/** Shapes of the weights that initializers fill: a matrix, and the kernel of a convolution. */
const sampled = [
  [120, 80],
  [3, 3, 24, 32],
];

/** Everything that is compared with the reference: it follows from the catalogue, and a new item or case is in it by being declared. */
export async function referenceCases(): Promise<readonly ReferenceCase[]> {
  // Whether a case is drawn shows when it runs.
  await openEngine('cpu');
  return [
    ...blockCases(),
    ...activationCases(),
    ...lossCases(),
    ...metricCases(),
    ...optimizerCases(),
    ...initializerCases(),
    ...scheduleCases(),
    ...heldCases('regularizers', regularizers, 'kernelRegularizer'),
    ...heldCases('constraints', constraints, 'kernelConstraint'),
    penalizedModel(),
    ...penalizedKernels(),
    { type: 'training', ...twoHeads(), steps: steps.models },
    ...maskedCases(),
    ...classWeightCases(),
    frozenCase(),
    ...callbackCases(),
    ...templateCases(),
    ...plainCases(),
  ];
}

const slow = { kind: 'sgd', values: { learningRate: 0.002, momentum: 0, nesterov: false } };
const withOptimizer = (plan: TrainPlan, optimizer: ItemValue): TrainPlan => ({
  ...plan,
  phases: plan.phases.map((phase) => ({ ...phase, optimizer })),
});

/** The values of an item that are tried, each with a name: its defaults, and the variants that it declares. */
function tried(item: Item): readonly { readonly name: string; readonly value: ItemValue }[] {
  return [{}, ...(item.variants ?? [])].map((given: Values) => {
    const { values, problems } = parseValues(item.params, given);
    if (problems[0]) throw new Error(`${item.kind}: ${problems[0].message}`);
    return { name: Object.keys(given).length === 0 ? 'defaults' : JSON.stringify(given), value: { kind: item.kind, values } };
  });
}

function blockCases(): readonly ReferenceCase[] {
  return blocks
    .filter((block) => block.structure !== true)
    .flatMap((block) =>
      block.cases.map((test): ReferenceCase => {
        const { plan, data } = blockPlan(block, test);
        const shapes = Object.values(test.inputs)
          .flat()
          .map((shape) => formatShape(shape));
        return {
          type: 'training',
          family: 'blocks',
          kind: block.kind,
          name: [shapes.join(' and '), ...(test.values ? [JSON.stringify(test.values)] : [])].join(' '),
          plan: withOptimizer(plan, slow),
          data,
          steps: isDrawn(plan) ? 0 : steps.blocks,
        };
      }),
    );
}

/** Each activation as a block of its own, over the last of two axes. */
function activationCases(): readonly ReferenceCase[] {
  const block = findBlock('activation');
  return activations.flatMap((activation) =>
    tried(activation).map(({ name, value }): ReferenceCase => {
      const test = { inputs: { x: [[3, 8]] }, values: { activation: value }, output: [3, 8], weights: 0 };
      const { plan, data } = blockPlan(block, test);
      const own = { family: 'activations', kind: activation.kind, name };
      return { type: 'training', ...own, plan: withOptimizer(plan, slow), data, steps: steps.blocks };
    }),
  );
}

/** Each item of a list on the kernel of a Dense. */
function heldCases(family: string, items: readonly Item[], param: string): readonly ReferenceCase[] {
  const block = findBlock('dense');
  return items.flatMap((item) =>
    tried(item).map(({ name, value }): ReferenceCase => {
      const test = { inputs: { x: [[5]] }, values: { units: 4, activation: 'tanh', [param]: value }, output: [4], weights: 24 };
      const { plan, data } = blockPlan(block, test);
      return { type: 'training', family, kind: item.kind, name, plan: withOptimizer(plan, slow), data, steps: steps.blocks };
    }),
  );
}

/** A penalty on every kernel of a model beside one of a layer's own, and a constraint, under an optimizer that keeps slots. */
function penalizedModel(): ReferenceCase {
  const values = { units: 4, kernelRegularizer: 'l1', kernelConstraint: { kind: 'maxNorm', values: { maxValue: 0.7 } } };
  const { plan, data } = blockPlan(findBlock('dense'), { inputs: { x: [[5]] }, values, output: [4], weights: 24 });
  const adam = { kind: 'adam', values: parseValues(findItem('optimizers', 'adam').params, {}).values };
  const weightPenalty = { kind: 'l1l2', values: { l1: 0.02, l2: 0.05 } };
  const penalized = { ...withOptimizer(plan, adam), weightPenalty };
  return { type: 'training', family: 'models', kind: 'penalized', name: 'weight penalty', plan: penalized, data, steps: steps.models };
}

/** A penalty of the whole model over each block that has a weight of several axes which is no kernel, such as the biases of a GRU: it pays nothing. */
function penalizedKernels(): readonly ReferenceCase[] {
  const weightPenalty = { kind: 'l1l2', values: { l1: 0.02, l2: 0.5 } };
  return blocks.flatMap((block) =>
    (block.structure ? [] : block.cases)
      .map((test) => ({ test, ...blockPlan(block, test) }))
      .filter(({ plan, layer }) => !isDrawn(plan) && layer.weights.some((own) => own.trainable && own.shape.length > 1 && own.role !== 'kernel'))
      .slice(0, 1)
      .map(({ test, plan, data }): ReferenceCase => {
        const penalized = { ...withOptimizer(plan, slow), weightPenalty };
        const name = `${block.kind} ${JSON.stringify(test.values ?? {})}`;
        return { type: 'training', family: 'models', kind: 'penalized', name, plan: penalized, data, steps: steps.blocks };
      }),
  );
}

function lossCases(): readonly ReferenceCase[] {
  return losses.flatMap((loss) =>
    tried(loss).map(({ name, value }): ReferenceCase => {
      const { plan, data } = headPlan(loss, { values: value.values });
      return { type: 'training', family: 'losses', kind: loss.kind, name, plan, data, steps: steps.losses };
    }),
  );
}

/** A loss of each kind of target under which a metric is taken. */
const under: Readonly<Record<TargetEncoding, string>> = {
  index: 'sparseCategoricalCrossentropy',
  oneHot: 'categoricalCrossentropy',
  binary: 'binaryCrossentropy',
  values: 'meanSquaredError',
  none: 'nonSaturatingGan',
};

function metricCases(): readonly ReferenceCase[] {
  return metrics.flatMap((metric) =>
    tried(metric).flatMap(({ name, value }) =>
      // A loss that is watched stands beside itself: its head gives what it can compare.
      (metric.watches === undefined ? (metric.targets ?? encodings) : [findLoss(metric.watches).target])
        .filter((target) => !metric.fits?.(units[target], value.values))
        // Of numbers, Keras compares which output is the largest, which says nothing; ours how many are right to one half.
        .filter((target) => metric.kind !== 'accuracy' || target !== 'values')
        .map((target): ReferenceCase => {
          const { plan, data } = headPlan(findLoss(metric.watches ?? under[target]), { metrics: [value] });
          return {
            type: 'training',
            family: 'metrics',
            kind: metric.kind,
            name: `${name}, ${target}`,
            plan,
            data,
            steps: 0,
            metrics: true,
          };
        }),
    ),
  );
}

function optimizerCases(): readonly ReferenceCase[] {
  const { plan, data } = headPlan(findLoss('sparseCategoricalCrossentropy'));
  return optimizers.flatMap((optimizer) =>
    tried(optimizer).map(({ name, value }): ReferenceCase => ({
      type: 'training',
      family: 'optimizers',
      kind: optimizer.kind,
      name,
      plan: withOptimizer(plan, value),
      data,
      steps: steps.optimizers,
    })),
  );
}

function initializerCases(): readonly ReferenceCase[] {
  return initializers.flatMap((initializer) =>
    tried(initializer).flatMap(({ name, value }) =>
      sampled
        .filter((shape) => !initializer.fits?.(shape))
        .map((shape): ReferenceCase => ({
          type: 'sample',
          family: 'initializers',
          kind: initializer.kind,
          name: `${name} ${formatShape(shape)}`,
          initializer: value,
          shape,
        })),
    ),
  );
}

/** Classes that count differently, each way in which a class is written. */
function classWeightCases(): readonly ReferenceCase[] {
  const weights = { sparseCategoricalCrossentropy: [1, 3, 0.5, 2], categoricalCrossentropy: [2, 0, 1, 0.3], binaryCrossentropy: [0.5, 4] };
  return Object.entries(weights).map(([kind, classWeights]): ReferenceCase => {
    const { plan, data } = headPlan(findLoss(kind));
    const heads = plan.heads.map((head) => ({ ...head, classWeights }));
    return { type: 'training', family: 'models', kind: 'classWeights', name: kind, plan: { ...plan, heads }, data, steps: steps.models };
  });
}

/** Losses over a sequence whose filled-up steps do not count, with every metric that is a mean. */
function maskedCases(): readonly ReferenceCase[] {
  return (
    losses
      // What Keras lacks is written for it by example, and not by step.
      .filter(({ target, keras }) => (target === 'values' || target === 'binary') && keras.source === undefined)
      .map((loss): ReferenceCase => ({
        type: 'training',
        family: 'models',
        kind: 'maskedSequence',
        name: loss.kind,
        ...maskedHead(loss),
        steps: steps.models,
        metrics: true,
      }))
  );
}

/** Training leaves frozen layers as they are, and a frozen batch normalization goes by its averages. */
function frozenCase(): ReferenceCase {
  const { plan, data } = blockPlan(findBlock('batchNormalization'), { inputs: { x: [[6, 3]] }, output: [6, 3], weights: 12 });
  const layers = plan.layers.map((layer) =>
    layer.kind === 'batchNormalization'
      ? { ...layer, frozen: true, weights: layer.weights.map((weight) => ({ ...weight, trainable: false })) }
      : layer,
  );
  const trained = layers.filter(({ weights }) => weights.some(({ trainable }) => trainable)).map(({ layerId }) => layerId);
  const phases = plan.phases.map((phase) => ({ ...phase, trained }));
  return {
    type: 'training',
    family: 'models',
    kind: 'frozen',
    name: 'batch normalization',
    plan: { ...plan, layers, phases },
    data,
    steps: steps.models,
  };
}

/** The schedules that Keras has, as an object of its own or as a callback. */
function scheduleCases(): readonly ReferenceCase[] {
  return schedules
    .filter(({ kerasSchedule, kerasCallback }) => kerasSchedule !== undefined || kerasCallback === true)
    .flatMap((schedule) =>
      tried(schedule).map(({ name, value }): ReferenceCase => ({
        type: 'schedule',
        family: 'schedules',
        kind: schedule.kind,
        name,
        schedule: value,
      })),
    );
}

/** The callbacks of Keras, over the epochs of a run. */
const callbackCases = (): readonly ReferenceCase[] =>
  callbacks.flatMap((callback) =>
    tried(callback).map(({ name, value }): ReferenceCase => ({
      type: 'callback',
      family: 'callbacks',
      kind: callback.kind,
      name,
      callback: value,
    })),
  );
