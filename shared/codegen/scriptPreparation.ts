import { findBlock } from '../catalogue/index.ts';
import { partOf } from '../plan/phasePlans.ts';
import type { PlanLayer, TrainPlan } from '../plan/trainPlan.ts';
import type { KerasJob } from './kerasJob.ts';
import type { Python } from './pythonText.ts';

/** Name of the file that a script reads the weights of other runs from, where it starts from some. */
export const scriptWeights = 'weights.npz';

/** Name of an array of the file of weights: that of a layer's weight. */
export const weightArray = (layer: Pick<PlanLayer, 'name'>, weight: string): string => `${layer.name}/${weight}`;

/** What happens to a model between its definition and its compilation. */
export const prepareModel = (plan: TrainPlan, job: KerasJob, name: (id: string) => string, python: Python): readonly string[] => [
  ...started(plan),
  ...measured(plan, name),
  ...remembered(plan, job, python),
  ...(job.weightPenalty ? [penalize(python.object(job.weightPenalty.penalty), job.weightPenalty.endings)] : []),
];

/** Layers that start with the weights of another run, which lie beside the script. */
function started({ layers }: TrainPlan): string[] {
  // A layer that is called twice is one layer of Keras, by the name of its first call.
  const once = [...new Map(layers.toReversed().map((layer) => [layer.layerId, layer])).values()].toReversed();
  const starting = once.filter(({ initialFrom, weights }) => initialFrom && weights.length > 0);
  if (starting.length === 0) return [];
  const lines = starting.flatMap((layer) => [`# ${layer.initialFrom?.title.replaceAll(/\s+/g, ' ')}`, ...setWeights(layer)]);
  return [
    `# Start with weights of other runs: ${scriptWeights} is written beside the script when it is written into a folder\nweights = np.load(Path(__file__).parent / "${scriptWeights}")\n${lines.join('\n')}\n`,
  ];
}

/** The lines that give a layer its weights; of a repeat, the layers of each turn. */
function setWeights(layer: PlanLayer): readonly string[] {
  const array = (name: string): string => `weights[${JSON.stringify(weightArray(layer, name))}]`;
  const set = (name: string, arrays: readonly string[]): string => `model.get_layer(${name}).set_weights([${arrays.join(', ')}])`;
  if (!layer.repeat)
    return [
      set(
        JSON.stringify(layer.name),
        layer.weights.map(({ name }) => array(name)),
      ),
    ];
  const { turns, layers } = layer.repeat;
  const inner = layers.filter(
    ({ weights, layerId }, at) => weights.length > 0 && layers.findIndex((own) => own.layerId === layerId) === at,
  );
  return [
    `for turn in range(${turns}):`,
    ...inner.map((own) => {
      const front = own.layerId.slice(layer.layerId.length + 1);
      return `    ${set(
        `f"${own.name}_{turn}"`,
        own.weights.map(({ name }) => `${array(`${front}/${name}`)}[turn]`),
      )}`;
    }),
  ];
}

/** Layers that measure the training examples once before training, each on what arrives at it. */
function measured(plan: TrainPlan, name: (id: string) => string): string[] {
  const adapting = plan.layers.filter(({ kind, values, initialFrom }) => !initialFrom && findBlock(kind).adapts?.(values));
  if (adapting.length === 0) return [];
  const lines = adapting.map((layer) => {
    const source = layer.inputs['x']?.[0] ?? { layer: '', port: 'y' };
    const [head] = plan.heads;
    const { inputs } = head ? partOf(plan, [{ ...head, source }]) : plan;
    const given = inputs.length === 1 ? name(inputs[0]?.id ?? '') : `[${inputs.map(({ id }) => name(id)).join(', ')}]`;
    return `model.get_layer(${JSON.stringify(layer.name)}).adapt(keras.Model(${given}, ${name(source.layer)}).predict(examples["train"][0], verbose=0))`;
  });
  return [`# Measure the training examples, once\n${lines.join('\n')}\n`];
}

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

/** What Python's `endswith` is asked for: one text, or any of several. */
const endsWith = (endings: readonly string[]): string =>
  endings.length === 1 ? JSON.stringify(endings[0]) : `(${endings.map((ending) => JSON.stringify(ending)).join(', ')})`;

const penalize = (penalty: string, endings: readonly string[]): string => `# Every kernel pays a penalty, beside what its layer asks for itself
penalty = ${penalty}
for weight in model.trainable_variables:
    if weight.name.endswith(${endsWith(endings)}):
        own = weight.regularizer
        weight.regularizer = penalty if own is None else (lambda w, own=own: own(w) + penalty(w))
`;
