import { findOptimizer } from '../catalogue/index.ts';
import { phasePlans, partOf, type PhasePlan } from '../plan/phasePlans.ts';
import type { Phase, PlanHead, PlanInput, PlanLayer, TrainPlan } from '../plan/trainPlan.ts';
import { withRepeated, type KerasJob } from './kerasJob.ts';
import type { Python } from './pythonText.ts';
import { scriptCallback } from './scriptCallback.ts';
import { compileModel } from './scriptCompile.ts';
import { phaseId } from './scriptNames.ts';
import { scriptOptimizer, scriptRates } from './scriptRates.ts';

/** Name of the file that a script leaves what its shown Outputs give in, beside it. */
export const scriptSamples = 'samples.npz';

/** Python of a kind of step, for trainings that Keras's `fit` has no words for. */
export function phaseClass({ phases }: TrainPlan): string {
  // Between its steps other phases train, and validation looks at the weights: they are to stand where they are, and not where the momentum leads.
  const looks = phases.some(({ optimizer }) => findOptimizer(optimizer.kind).lookAhead);
  const before = `        # Gradients are taken where the momentum leads
        looks_ahead = hasattr(self.optimizer, "look_ahead")
        if looks_ahead:
            with tf.init_scope():
                self.optimizer.build(weights)
            self.optimizer.look_ahead(weights)
`;
  const after = `        if looks_ahead:
            self.optimizer.finalize_variable_values(weights)
`;
  return `
class Phase(keras.Model):
    """A kind of step: trains some layers by some outputs, and holds the others."""

    def __init__(self, name, inputs, outputs, targets, trained, repeats, epochs):
        # Targets are outputs too: tensors of the model that others are compared with.
        super().__init__(inputs=inputs, outputs=[outputs, targets], name=name)
        self.trained, self.repeats, self.epochs = trained, repeats, epochs

    def compare(self, data, training):
        """The loss of a batch, and all that is told of it."""
        x, y, weights = keras.utils.unpack_x_y_sample_weight(data)
        outputs, targets = self(x, training=training)
        y = {name: targets[name] if name in targets else y[name] for name in outputs}
        weights = weights and {name: weights.get(name) for name in outputs}
        loss = self.compute_loss(x, y, outputs, weights, training)
        self.metrics[0].update_state(loss, sample_weight=tf.shape(next(iter(outputs.values())))[0])
        return loss, self.compute_metrics(x, y, outputs)

    def train_step(self, data):
        weights = [weight for name in self.trained for weight in self.get_layer(name).trainable_variables]
${looks ? before : ''}        with tf.GradientTape() as tape:
            loss, told = self.compare(data, training=True)
        self.optimizer.apply(tape.gradient(loss, weights), weights)
${looks ? after : ''}        return told

    def test_step(self, data):
        return self.compare(data, training=False)[1]
`;
}

/** A training in phases that take turns: what each is trained by, the loop, the end. */
export function scriptPhases(
  plan: TrainPlan,
  job: KerasJob,
  stepsPerEpoch: number,
  name: (id: string) => string,
  python: Python,
): readonly string[] {
  const phases = phasePlans(plan);
  const moves = phases.some(({ phase }) => movingMomentum(plan, phase, stepsPerEpoch, python));
  const made = phases.map((own) => `${definePhase(plan, own, job, stepsPerEpoch, name, python)}\n`);
  return [
    ...(moves
      ? ['# The step of the whole training, for a momentum that moves\nnow = keras.Variable(0, trainable=False, dtype="int32")\n']
      : []),
    `# The phases: what each is trained by, and what it trains`,
    ...made,
    `phases = [${phases.map(({ phase }) => name(phaseId(phase.name))).join(', ')}]\n\n`,
    feed(plan),
    ...train(plan, phases, stepsPerEpoch, name, python),
    ...show(plan, name),
  ];
}

const quoted = (text: string): string => JSON.stringify(text);
const dictionary = (entries: readonly (readonly [key: string, value: string])[]): string =>
  `{${entries.map(([key, value]) => `${quoted(key)}: ${value}`).join(', ')}}`;
const list = (items: readonly string[]): string => `[${items.join(', ')}]`;

function definePhase(
  whole: TrainPlan,
  { phase, plan: { inputs, heads } }: PhasePlan,
  job: KerasJob,
  stepsPerEpoch: number,
  name: (id: string) => string,
  python: Python,
): string {
  const variable = name(phaseId(phase.name));
  const [first, last] = phase.epochs ?? [0, null];
  const end = last === null ? whole.epochs : Math.min(last + 1, whole.epochs);
  // A loss that looks at no target is given what it looks at.
  const targets = heads.flatMap((head) => {
    const target = head.compared ?? (head.target === 'none' ? head.source : null);
    return target ? [[head.name, name(target.layer)] as const] : [];
  });
  const names = new Set(heads.map((head) => head.name));
  const compiled = compileModel(
    variable,
    job.heads.filter((head) => names.has(head.name)),
    // The loop sets the learning rate.
    scriptOptimizer(phase, { ...scriptRates(whole, phase, stepsPerEpoch, python), schedule: null }, python, 'now'),
    python,
    true,
  );
  return [
    `${variable} = Phase(`,
    `    name=${quoted(phase.name)},`,
    `    inputs=${list(inputs.map(({ id }) => name(id)))},`,
    `    outputs=${dictionary(heads.map((head) => [head.name, name(head.source.layer)]))},`,
    `    targets=${dictionary(targets)},`,
    `    trained=${list(phase.trained.flatMap((layerId) => layersOf(whole, layerId)))},`,
    `    repeats=${phase.repeats},`,
    `    epochs=range(${first === 0 ? '' : `${first}, `}${end}),`,
    ')',
    compiled,
  ].join('\n');
}

/** Names of Keras's layers that hold the weights of a layerId, as Python: those of a repeat turn by turn. */
function layersOf({ layers }: TrainPlan, layerId: string): string[] {
  const layer = layers.find((own) => own.layerId === layerId);
  if (!layer?.repeat) return layer ? [quoted(layer.name)] : [];
  const { turns, layers: inner } = layer.repeat;
  const trained = (own: PlanLayer): boolean => own.weights.some((weight) => weight.trainable);
  return withRepeated(inner)
    .filter(trained)
    .map((own) => `*[f"${own.name}_{turn}" for turn in range(${turns})]`);
}

/** What a phase is given of some examples. */
function feed({ inputs }: TrainPlan): string {
  const noise = inputs.filter((input) => input.noise);
  const drawn = noise.map((input) => `    x[${quoted(input.name)}] = ${draw(input)}.astype("float32")\n`).join('');
  return `def feed(model, part, rows, chance):
    """What a model reads of some examples: inputs${noise.length > 0 ? ', what chance gives among them,' : ''} and targets."""
    x, y = ({name: values[rows] for name, values in columns.items()} for columns in part)
${drawn}    return {given.name: x[given.name] for given in model.inputs}, y


def size(part):
    """How many examples a part has."""
    return len(next(values for columns in part for values in columns.values()))

`;
}

/** Chance as an Input is fed by it. */
const draw = ({ noise, spec }: PlanInput): string => {
  const size = `size=(len(rows), ${spec.shape.join(', ')})`;
  return noise === 'normal' ? `chance.normal(${size})` : `chance.uniform(-1, 1, ${size})`;
};

/** How much each example counts in training, by its class. */
function weigh({ heads }: TrainPlan): readonly string[] {
  const weighed = heads.filter(({ classWeights }) => classWeights);
  if (weighed.length === 0) return [];
  const labels = ({ name, target }: PlanHead): string => `y[${quoted(name)}]${target === 'oneHot' ? '.argmax(axis=-1)' : ''}`;
  const weights = weighed.map((head) => {
    const given = head.classWeights === 'balanced' ? `balanced(${labels(head)})` : `np.array([${(head.classWeights ?? []).join(', ')}])`;
    return [head.name, given] as const;
  });
  const balanced = `def balanced(labels):
    """Classes that have few examples count the more."""
    counts = np.bincount(labels.reshape(-1))
    return labels.size / (len(counts) * np.maximum(1, counts))


`;
  const each = weighed.map((head) => [head.name, `class_weights[${quoted(head.name)}][${labels(head)}]`] as const);
  return [
    `${weighed.some((head) => head.classWeights === 'balanced') ? balanced : ''}x, y = examples["train"]
class_weights = ${dictionary(weights)}


def weigh(y):
    """How much each example counts, by its class."""
    return ${dictionary(each)}
`,
  ];
}

/** Whether the momentum of a phase's optimizer moves. */
const movingMomentum = (plan: TrainPlan, phase: Phase, stepsPerEpoch: number, python: Python): boolean =>
  scriptRates(plan, phase, stepsPerEpoch, python).momentum !== null;

/** Learning rates that move: `rates`, by phase a function of the step. */
function moving(
  plan: TrainPlan,
  phases: readonly PhasePlan[],
  stepsPerEpoch: number,
  python: Python,
): {
  readonly rates: readonly string[];
  /** Each phase has a rate that moves. */
  readonly everywhere: boolean;
  readonly callbacks: readonly (readonly [phase: string, call: string])[];
} {
  const each = phases.map(({ phase }) => ({ phase, ...scriptRates(plan, phase, stepsPerEpoch, python) }));
  const rates = each.flatMap(({ phase, schedule }) => (schedule ? [[phase.name, python.object(schedule)] as const] : []));
  return {
    rates: rates.length === 0 ? [] : [`# Learning rates by the step of the whole training\nrates = ${dictionary(rates)}\n`],
    everywhere: rates.length === phases.length,
    callbacks: each.flatMap(({ phase, callbacks }) => callbacks.map((call) => [phase.name, call] as const)),
  };
}

function train(
  plan: TrainPlan,
  phases: readonly PhasePlan[],
  stepsPerEpoch: number,
  name: (id: string) => string,
  python: Python,
): readonly string[] {
  const { batchSize, epochs, seed } = plan;
  const { rates, everywhere, callbacks: byPhase } = moving(plan, phases, stepsPerEpoch, python);
  const told = `f"${phases.length > 1 ? '{phase.name}_' : ''}{name}"`;
  const callbacks = [
    ...byPhase.map(([phase, call]) => [name(phaseId(phase)), call] as const),
    ...(plan.callbacks ?? []).map((chosen) => ['model', scriptCallback('callbacks', chosen, plan, python)] as const),
  ];
  const weighs = weigh(plan);
  const moves = phases.some(({ phase }) => movingMomentum(plan, phase, stepsPerEpoch, python));
  const counts = rates.length > 0 || moves;
  const set = 'phase.optimizer.learning_rate = rates[phase.name](step)\n';
  const setRate = everywhere ? `        ${set}` : `        if phase.name in rates:\n            ${set}`;
  // A warm-up looks at every batch.
  const begins = byPhase.length > phases.filter(({ phase }) => scriptRates(plan, phase, stepsPerEpoch, python).callbacks.length > 0).length;
  return [
    ...weighs,
    ...rates,
    ...(callbacks.length === 0
      ? []
      : [
          `# What looks at the metrics when an epoch ends, each with its model
callbacks = [${callbacks.map(([, call]) => call).join(', ')}]
for callback, own in zip(callbacks, [${callbacks.map(([own]) => own).join(', ')}]):
    callback.set_model(own)
    callback.on_train_begin()
model.stop_training = False
`,
        ]),
    `# Train: the phases take turns, each step with a batch of its own
train, validation = examples["train"], examples.get("validation")
chance = np.random.default_rng(${seed})
${counts ? 'step = 0\n' : ''}for epoch in range(${epochs}):
    turns = [phase for phase in phases if epoch in phase.epochs for _ in range(phase.repeats)]
    order = chance.permutation(size(train))
    told = {}
${begins ? '    for callback in callbacks:\n        callback.on_epoch_begin(epoch)\n' : ''}    for batch, start in enumerate(range(0, len(order), ${batchSize})):
        phase = turns[batch % len(turns)]
        x, y = feed(phase, train, order[start : start + ${batchSize}], chance)
${rates.length === 0 ? '' : setRate}${moves ? '        now.assign(step)\n' : ''}${begins ? `        for callback in callbacks:\n            callback.on_train_batch_begin(batch)\n` : ''}        found = phase.train_on_batch(x, y, ${weighs.length === 0 ? '' : 'sample_weight=weigh(y), '}return_dict=True)
        for name, value in found.items():
            told.setdefault(${told}, []).append(value)
${counts ? '        step += 1\n' : ''}    logs = {name: float(np.mean(values)) for name, values in told.items()}
    if validation:
        for phase in phases:
            # The same chance each time, so that epochs can be compared.
            x, y = feed(phase, validation, np.arange(size(validation)), np.random.default_rng(${seed}))
            found = phase.evaluate(x, y, batch_size=${batchSize}, verbose=0, return_dict=True)
            logs |= {${told.replace('f"', 'f"val_')}: value for name, value in found.items()}
    print(f"Epoch {epoch + 1}/${epochs} - " + " - ".join(f"{name}: {value:.4f}" for name, value in logs.items()), flush=True)
${
  callbacks.length === 0
    ? ''
    : `    for callback in callbacks:
        callback.on_epoch_end(epoch, logs)
    if model.stop_training:
        break
for callback in callbacks:
    callback.on_train_end()
`
}`,
    `# Evaluate on examples that training has not seen
if "test" in examples:
    for phase in phases:
        x, y = feed(phase, examples["test"], np.arange(size(examples["test"])), np.random.default_rng(${seed}))
        print(phase.name, phase.evaluate(x, y, verbose=0, return_dict=True))
`,
  ];
}

/** What the Outputs that are only shown give of some examples, in a file. */
function show(plan: TrainPlan, name: (id: string) => string): readonly string[] {
  const heads = plan.heads.filter(({ shown }) => shown);
  if (heads.length === 0) return [];
  const { inputs } = partOf(plan, heads);
  return [
    `# What the network makes in the end, of up to 1000 examples
shown = keras.Model(inputs=${list(inputs.map(({ id }) => name(id)))}, outputs=${dictionary(heads.map((head) => [head.name, name(head.source.layer)]))})
part = validation or train
x, y = feed(shown, part, np.arange(min(1000, size(part))), np.random.default_rng(${plan.seed}))
np.savez(Path(__file__).parent / "${scriptSamples}", **shown.predict(x, verbose=0))
`,
  ];
}
