import type { TrainPlan } from '../plan/trainPlan.ts';
import type { KerasJob } from './kerasJob.ts';
import type { Python } from './pythonText.ts';
import { scriptCallback } from './scriptCallback.ts';
import { compileModel } from './scriptCompile.ts';
import { scriptOptimizer, scriptRates } from './scriptRates.ts';

/** A training of one phase: compile, fit, evaluate. */
export function scriptFit(plan: TrainPlan, job: KerasJob, stepsPerEpoch: number, python: Python): readonly string[] {
  const [phase] = plan.phases;
  if (!phase) throw new Error('the plan has no phase');
  const rates = scriptRates(plan, phase, stepsPerEpoch, python);
  const callbacks = [...rates.callbacks, ...(plan.callbacks ?? []).map((chosen) => scriptCallback('callbacks', chosen, plan, python))];
  const optimizer = scriptOptimizer(phase, rates, python);
  return [`# Compile\n${compileModel('model', job.heads, optimizer, python)}\n`, `# Fit\n${fitModel(plan, callbacks)}\n`, evaluate];
}

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

const evaluate = `# Evaluate on examples that training has not seen
if "test" in examples:
    x, y = examples["test"]
    print(model.evaluate(x, y, verbose=0, return_dict=True))
`;
