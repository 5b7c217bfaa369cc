import { describe, expect, it } from 'vitest';
import { findCallback, findOptimizer, findSchedule } from '../catalogue/index.ts';
import { defaultValues } from '../catalogue/parseValues.ts';
import { testDocument } from '../graph/testing/testDocuments.ts';
import { buildPlan } from '../plan/buildPlan.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';
import { findTemplate, templates } from '../templates/index.ts';
import { kerasScript } from './kerasScript.ts';
import { scriptNotices } from './scriptNotices.ts';

function planOf(id: string): TrainPlan {
  const built = buildPlan(findTemplate(id).build());
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

it('says a network in the words of Keras, without what is its default', () => {
  const script = kerasScript(planOf('mnist-cnn'), 1719);
  expect(script).toContain('layers.Conv2D(filters=32, kernel_size=(3, 3), strides=(1, 1), activation="relu", name="conv2d")(rescaling)\n');
  expect(script).toContain('dropout = layers.Dropout(rate=0.5, name="dropout")(flatten)\n');
  expect(script).toContain('    optimizer=keras.optimizers.Adam(learning_rate=0.001, beta_1=0.9, beta_2=0.999),\n');
  expect(script).toContain('    loss=keras.losses.SparseCategoricalCrossentropy(),\n    metrics=["accuracy"],\n');
  // What is not needed is not defined.
  expect(script).not.toContain('class ');
});

it('gives a function with arguments a name: Keras saves a model with a lambda, but does not load it again', () => {
  const plan = planOf('iris-mlp');
  const withSlopes = (...slopes: number[]): string => {
    const layers = plan.layers.map((layer, at) => {
      const negativeSlope = slopes[at];
      if (negativeSlope === undefined) return layer;
      return { ...layer, values: { ...layer.values, activation: { kind: 'leakyRelu', values: { negativeSlope } } } };
    });
    return kerasScript({ ...plan, layers }, 10);
  };
  const defined = (script: string): string[] => script.split('\n').filter((line) => line.startsWith('def leaky'));
  const script = withSlopes(0.1, 0.3);
  expect(defined(script)).toEqual(['def leaky_relu_function(x):', 'def leaky_relu_function_2(x):']);
  expect(script).toContain(
    '@keras.saving.register_keras_serializable()\ndef leaky_relu_function(x):\n    return keras.activations.leaky_relu(x, negative_slope=0.1)\n',
  );
  expect(script).toContain('activation=leaky_relu_function_2,');
  expect(script).not.toContain('lambda');
  expect(defined(withSlopes(0.1, 0.1))).toHaveLength(1);
});

it.each(templates.map(({ id }) => id))('defines every name of %s before it is used, each once', (id) => {
  const plan = planOf(id);
  const model = /# Define\n([^]*?)\nmodel\.summary/.exec(kerasScript(plan, 10))?.[1] ?? '';
  const known = new Set<string>();
  for (const line of model.split('\n')) {
    const [, name = '', call = ''] = /^\s*(\w+) = .*?(?:\)\((\[?[\w, ]+\]?)\))?$/.exec(line) ?? [];
    if (line.startsWith('for ')) continue;
    if (name === 'model') break;
    for (const used of call.match(/\w+/g) ?? []) expect(known, line).toContain(used);
    // What a repeat gives is a variable of its loop.
    if (!/^ +\w+ = \w+$/.test(line)) expect(known, line).not.toContain(name);
    known.add(name);
  }
  const calls = [...known].filter((name) => !name.startsWith('shared_'));
  expect(calls).toHaveLength(plan.inputs.length + plan.layers.reduce((sum, { repeat }) => sum + 1 + (repeat?.layers.length ?? 0), 0));
});

it('brings a moving learning rate along by the step, as an object or as callbacks, with what Keras lacks defined', () => {
  const plan = planOf('xor');
  const [phase] = plan.phases;
  if (!phase) throw new Error('no phase');
  const withSchedule = (kind: string, warmupEpochs: number | null = null): string => {
    const course = { schedule: { kind, values: defaultValues(findSchedule(kind).params) }, warmupEpochs, warmupFrom: 0.1 };
    return kerasScript({ ...plan, epochs: 4, phases: [{ ...phase, course }] }, 10);
  };
  expect(withSchedule('cosineRestarts')).toMatch(/learning_rate=keras\.optimizers\.schedules\.\w+\(initial_learning_rate=/);
  const warm = withSchedule('cosine', 1);
  expect(warm).toContain('class WarmUp(keras.optimizers.schedules.LearningRateSchedule):');
  // Three epochs are left for the cosine.
  expect(warm).toMatch(
    /learning_rate=WarmUp\(after=keras\.optimizers\.schedules\.CosineDecay\(.*decay_steps=30\b.*\), steps=10, start=0\.1\)/,
  );
  expect(withSchedule('constant', 2)).toMatch(/learning_rate=WarmUp\(after=[\d.]+, steps=20, start=0\.1\)/);
  expect(withSchedule('newBob')).toMatch(
    /class NewBob\(keras\.callbacks\.Callback\):[^]*callbacks=\[NewBob\(monitor="val_loss", factor=0\.5\b/,
  );
  // The warm-up stands first: who looks after it sees the whole rate.
  expect(withSchedule('plateau', 1)).toMatch(/callbacks=\[WarmUpSteps\(steps=10, start=0\.1\), keras\.callbacks\.ReduceLROnPlateau\(/);
  expect(withSchedule('oneCycle')).toMatch(
    /class OneCycle\([^]*optimizer=moving\(keras\.optimizers\.Adam, "beta_1", OneCycle\(start=0\.95, top=0\.85, end=0\.95, .*\)\)\(learning_rate=OneCycle\(/,
  );
  expect(withSchedule('constant')).not.toMatch(/class |moving/);
});

it("says penalties, constraints, a padding by a number, a loss of one's own and metrics", () => {
  const document = testDocument(
    {
      in: ['input', { shape: [28, 28, 1] }],
      conv: [
        'conv2d',
        {
          filters: 4,
          padding: 'number',
          pads: [2, 1],
          kernelRegularizer: 'l1',
          kernelConstraint: { kind: 'maxNorm', values: { axis: [0, 1, 2] } },
        },
      ],
      rows: ['reshape', { targetShape: [30, -1] }],
      steps: ['simpleRnn', { units: 5, activityRegularizer: 'l2' }],
      out: ['dense', { units: 10, activation: 'softmax' }],
      head: [
        'output',
        { loss: { kind: 'customClassExpression', values: { expression: '-sum(y * log(q + eps))' } }, metrics: ['auc', 'f1'] },
      ],
    },
    ['in -> conv', 'conv -> rows', 'rows -> steps', 'steps -> out', 'out -> head'],
  );
  const built = buildPlan({
    ...document,
    data: { ...document.data, dataset: 'mnist' },
    training: { ...document.training, weightPenalty: 'l2' },
  });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const script = kerasScript(built.plan, 10);
  for (const part of [
    'layers.ZeroPadding2D(padding=(2, 1)',
    'kernel_regularizer=keras.regularizers.L1(l1=0.01), kernel_constraint=keras.constraints.MaxNorm(max_value=2, axis=(0, 1, 2))',
    'model.get_layer("simple_rnn").activity_regularizer = keras.regularizers.L2(l2=0.01)',
    'for weight in model.trainable_variables:\n    if weight.name.endswith("kernel"):',
    'weight.regularizer = penalty if own is None',
    'CustomExpression(expression="(-ops.sum((y * ops.log((q + 1e-7))), axis=axes, keepdims=True))")',
    'keras.metrics.AUC(name="auc")',
    'FScore(',
  ])
    expect(script).toContain(part);
});

it('measures what has to be measured, weighs the classes, and stops early', () => {
  expect(kerasScript(planOf('regression'), 10)).toMatch(
    /# Measure the training examples, once\nmodel\.get_layer\("normalization"\)\.adapt\(keras\.Model\(input_layer, input_layer\)\.predict\(examples\["train"\]\[0\], verbose=0\)\)\n/,
  );
  const plan = planOf('iris-mlp');
  const callbacks = ['earlyStopping', 'bestCheckpoint'].map((kind) => ({ kind, values: defaultValues(findCallback(kind).params) }));
  const script = kerasScript({ ...plan, callbacks, heads: plan.heads.map((head) => ({ ...head, classWeights: 'balanced' })) }, 10);
  expect(script).toContain('keras.callbacks.EarlyStopping(monitor="val_loss", patience=5,');
  expect(script).toContain('keras.callbacks.ModelCheckpoint(filepath="best.keras", save_best_only=True, monitor="val_loss"');
  expect(script).toContain('    class_weight=class_weight,\n');
});

it('starts layers with the weights of another run, out of the file beside it', () => {
  const plan = planOf('iris-mlp');
  const from = { run: 'run-1', sha256: '0', layer: 'd', title: 'Run 1 of "Iris", dense' };
  const script = kerasScript({ ...plan, layers: plan.layers.map((layer, at) => (at === 0 ? { ...layer, initialFrom: from } : layer)) }, 10);
  expect(script).toContain(
    'weights = np.load(Path(__file__).parent / "weights.npz")\n# Run 1 of "Iris", dense\nmodel.get_layer("dense").set_weights([weights["dense/kernel"], weights["dense/bias"]])\n',
  );
});

it('starts the layers of every turn of a repeat with theirs', () => {
  const plan = planOf('very-deep-cnn');
  const from = { run: 'run-1', sha256: '0', layer: 'deep', title: 'Run 1, Deep_stack' };
  const script = kerasScript({ ...plan, layers: plan.layers.map((layer) => (layer.repeat ? { ...layer, initialFrom: from } : layer)) }, 10);
  expect(script).toContain(
    '# Run 1, Deep_stack\nfor turn in range(50):\n    model.get_layer(f"Deep_stack_conv2d_{turn}").set_weights([weights["Deep_stack/conv2d-1/kernel"][turn], weights["Deep_stack/conv2d-1/bias"][turn]])\n',
  );
});

it('writes a repeat as a loop that makes layers anew in each turn', () => {
  const script = kerasScript(planOf('very-deep-cnn'), 100);
  const loop = script.slice(script.indexOf('Deep_stack = '), script.indexOf('global_average'));
  expect(loop).toContain('Deep_stack = conv2d_1\nfor turn in range(50):\n    Deep_stack_conv2d = layers.Conv2D(');
  expect(loop).toContain('name=f"Deep_stack_conv2d_{turn}")(Deep_stack)\n    Deep_stack = Deep_stack_conv2d\n');
});

describe('a training in phases', () => {
  it('says of each phase what it is fed by, compared with and trained by, and what it trains', () => {
    const script = kerasScript(planOf('ring-gan'), 10);
    expect(script).toContain(
      'judge = Phase(\n    name="judge",\n    inputs=[input_layer, noise],\n    outputs={"real": judge_score, "generated": judge_score_1},\n    targets={"real": judge_score, "generated": judge_score_1},\n    trained=["judge_dense", "judge_dense_1", "judge_score"],\n    repeats=1,\n    epochs=range(300),\n)\njudge.compile(',
    );
    expect(script).toContain('generator = Phase(\n    name="generator",\n    inputs=[noise],\n    outputs={"fooled": judge_score_1},');
    expect(script).toContain('loss={"real": NonSaturatingGan(aim="real"), "generated": NonSaturatingGan(aim="generated")},');
    expect(script).toContain('x["noise"] = chance.normal(size=(len(rows), 2)).astype("float32")');
    expect(script).toContain('shown = keras.Model(inputs=[noise], outputs={"points": generator_made})');
    // Nothing moves, so no step is counted.
    expect(script).not.toMatch(/\bstep\b = 0|rates/);
  });

  it('compares with tensors of the model, from one epoch to another', () => {
    const script = kerasScript(planOf('perceptual-autoencoder'), 10);
    expect(script).toMatch(/outputs=\{"digit": dense_1\},\n +targets=\{\},\n.*\n.*\n +epochs=range\(1\),/);
    expect(script).toMatch(/targets=\{"pixels": rescaling, "features": eye_2\},\n.*\n.*\n +epochs=range\(1, 6\),/);
    expect(script).toContain('    loss_weights={"pixels": 0.2, "features": 1.0},\n');
    expect(script).toContain('metrics={"digit": ["accuracy"]},');
  });

  it('weighs classes where there are several Outputs', () => {
    const plan = planOf('perceptual-autoencoder');
    const heads = plan.heads.map((head) => (head.name === 'digit' ? { ...head, classWeights: 'balanced' as const } : head));
    const script = kerasScript({ ...plan, heads }, 10);
    expect(script).toContain('class_weights = {"digit": balanced(y["digit"])}');
    expect(script).toContain('phase.train_on_batch(x, y, sample_weight=weigh(y), return_dict=True)');
    expect(script).not.toContain('${');
  });

  it('moves the learning rate by the step of the whole training, and watches a metric of a phase', () => {
    const plan = planOf('ring-gan');
    const course = {
      schedule: { kind: 'cosineRestarts', values: defaultValues(findSchedule('cosineRestarts').params) },
      warmupEpochs: null,
      warmupFrom: 0,
    };
    const stopping = {
      kind: 'earlyStopping',
      values: { ...defaultValues(findCallback('earlyStopping').params), metric: 'val_judge_loss' },
    };
    const script = kerasScript({ ...plan, phases: plan.phases.map((phase) => ({ ...phase, course })), callbacks: [stopping] }, 10);
    expect(script).toMatch(/rates = \{"judge": keras\.optimizers\.schedules\.\w+\(.*\), "generator": keras\.optimizers\.schedules\./);
    expect(script).toContain('        phase.optimizer.learning_rate = rates[phase.name](step)\n');
    expect(script).toContain('callbacks = [keras.callbacks.EarlyStopping(monitor="val_judge_loss", patience=5,');
    expect(script).toContain('mode="min"');
    expect(script).toContain('for callback, own in zip(callbacks, [model]):');
    expect(script).toContain('model.stop_training = False\n');
    const plateau = {
      ...course,
      schedule: { kind: 'plateau', values: { ...defaultValues(findSchedule('plateau').params), metric: 'val_judge_loss' } },
    };
    const falling = kerasScript({ ...plan, phases: plan.phases.map((phase) => ({ ...phase, course: plateau })) }, 10);
    expect(falling).toMatch(/ReduceLROnPlateau\(monitor="val_judge_loss", .*mode="min"\)/);
    expect(falling).toContain('for callback, own in zip(callbacks, [judge, generator]):');
  });
});

describe('what Keras has no words for', () => {
  const xor = planOf('xor');
  const [phase] = xor.phases;
  const cycle = {
    schedule: { kind: 'oneCycle', values: defaultValues(findSchedule('oneCycle').params) },
    warmupEpochs: null,
    warmupFrom: 0,
  };
  const cycled = (kind: string): TrainPlan => ({
    ...xor,
    watched: [],
    phases: phase ? [{ ...phase, course: cycle, optimizer: { kind, values: defaultValues(findOptimizer(kind).params) } }] : [],
  });

  it('is told, beside the script and at its head', () => {
    expect(scriptNotices(cycled('adam'))).toEqual([]);
    const alone = cycled('lectureNesterov');
    const [first] = alone.phases;
    const ahead =
      'While it trains, Keras validates Nesterov (lecture form) where its momentum leads, a part of a step ahead of the weights; the weights in the end are the same.';
    expect(scriptNotices(alone)).toEqual([ahead]);
    expect(kerasScript(alone, 10)).toContain(`Note: ${ahead}\n`);
    expect(kerasScript(alone, 10)).toContain('moving_ahead(LectureNesterov, "beta", ');
    // With phases it brings the weights back after each step.
    const turns = planOf('ring-gan');
    const led = turns.phases.map((own) => ({ ...own, optimizer: first?.optimizer ?? own.optimizer }));
    expect(scriptNotices({ ...turns, watched: [], phases: led })).toEqual([]);
    expect(kerasScript({ ...turns, phases: led }, 10)).toContain('self.optimizer.look_ahead(weights)');
    expect(kerasScript(turns, 10)).not.toContain('look_ahead');
    // By turns, a phase does not know the step that it is asked for next.
    expect(scriptNotices({ ...alone, phases: first ? [first, { ...first, name: 'other' }] : [] })[0]).toBe(
      'The momentum of Nesterov (lecture form) of the phase "train" does not move in Keras: it keeps its number, and only the learning rate cycles.',
    );
  });

  it('a deep repeat says what it takes Keras to make it, and is given the room', () => {
    const plan = planOf('very-deep-cnn');
    const turned = (turns: number): TrainPlan => ({
      ...plan,
      watched: [],
      layers: plan.layers.map((layer) => (layer.repeat ? { ...layer, repeat: { ...layer.repeat, turns } } : layer)),
    });
    expect(scriptNotices(turned(20))).toEqual([]);
    expect(kerasScript(turned(20), 10)).not.toContain('setrecursionlimit');
    expect(scriptNotices(turned(10_000))[0]).toMatch(
      /^Keras makes each of the 10,0\d\d layers by itself, .* about 11 minutes and 12\.0 GB besides what the training needs\./,
    );
    expect(kerasScript(turned(10_000), 10)).toMatch(/^import sys$[^]*^sys\.setrecursionlimit\(20\d{4}\)$/m);
  });

  it('word dropout has a layer of its own, and what drops is left on in the end', () => {
    const text = planOf('character-text');
    const plan = {
      ...text,
      layers: text.layers.map((layer) =>
        layer.kind === 'embedding' ? { ...layer, values: { ...layer.values, wordDropout: 0.3 } } : layer,
      ),
    };
    const script = kerasScript(plan, 10);
    expect(script).toMatch(
      /class WordDropoutEmbedding\(keras\.layers\.Embedding\):[^]*= WordDropoutEmbedding\(.*word_dropout=0\.3, dropped="type"/,
    );
    expect(script).toContain('model(x, training=True)) for _ in range(30)]');
    expect(script).not.toContain('trainable = False');
    expect(kerasScript(xor, 10)).not.toMatch(/training=True|WordDropout/);
  });
});
