import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { loadDataset, type LoadedDataset } from '../data/loadDataset.ts';
import { splitDataset, type Split } from '../data/splitDataset.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import type { Engine, LiveModel, State } from '../engine/engine.ts';
import { openEngine } from '../engine/openEngine.ts';
import { metricValues } from '../engine/metricSums.ts';
import { adaptBlocks } from './adaptBlocks.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';
import { firstPosition, readCheckpoint, type Checkpoint, type Position } from './checkpoint.ts';
import type { Control } from './control.ts';
import { balanceClasses } from './balanceClasses.ts';
import { evaluationBatches } from './evaluationBatches.ts';
import type { Outbox } from './outbox.ts';
import type { FromWorker, StartMessage } from './protocol.ts';
import { takeWeights, type WeightFiles } from './takeWeights.ts';
import { stepsPerEpoch, Trainer } from './trainer.ts';

interface Opened {
  readonly engine: Engine;
  readonly model: LiveModel;
  readonly split: Split;
  readonly data: LoadedDataset;
  readonly checkpoint: Checkpoint | null;
  /** The state that the model has now, made anew. */
  begin(): Promise<State>;
}

interface OpenChoices {
  readonly engine: EngineChoice;
  /** The checkpoint whose weights the model has; null = it begins. */
  readonly checkpoint: string | null;
  /** Weights of other runs that it begins with. */
  readonly weights?: WeightFiles | undefined;
  readonly notice?: (message: string) => void;
}

/** Data, engine and model of a plan: with the weights of a checkpoint, else with its first ones. */
export async function openPlan(
  given: TrainPlan,
  { engine: engineName, checkpoint: path, weights = {}, notice }: OpenChoices,
): Promise<Opened> {
  const checkpoint = path === null ? null : await readCheckpoint(path, given.hash);
  const data = await loadDataset(given.data.dataset);
  const split = splitDataset(
    data,
    given.data,
    given.seed,
    given.heads.filter(hasColumn).map((head) => head.column),
  );
  if (split.train.length === 0) throw new Error('there are no examples to train on: choose a larger limit or data set');
  const plan = balanceClasses(given, data, split.train);
  // On as many threads as before, with the kernels chosen then, or its last bits would differ from the unbroken run's.
  const before = checkpoint?.position.engine === 'tensorflow' ? checkpoint.position : undefined;
  const engine = await openEngine(engineName, { threads: before?.threads, choices: before?.choices });
  const model = await engine.create(plan, data, notice);
  const start = async (own: LiveModel): Promise<void> => {
    await takeWeights(plan, own, weights);
    await adaptBlocks(plan, { engine, model: own, data, rows: split.train });
  };
  if (checkpoint) await model.writeState(checkpoint.state);
  else await start(model);
  const begin = async (): Promise<State> => {
    if (path !== null) return (await readCheckpoint(path, plan.hash)).state;
    const fresh = await engine.create(plan, data);
    try {
      await start(fresh);
      return await fresh.readState();
    } finally {
      fresh.dispose();
    }
  };
  return { engine, model, split, data, checkpoint, begin };
}

interface Channel {
  readonly control: Control;
  readonly outbox: Outbox;
  send(message: FromWorker): void;
}

/** The position with all edits, where its checkpoint was written before the last of them. */
function withEdits(position: Position, edits: RunEdit): Position {
  const newSchedule = edits.schedule !== undefined && JSON.stringify(edits.schedule) !== JSON.stringify(position.edits.schedule);
  return { ...position, edits: { ...position.edits, ...edits }, ...(newSchedule ? { schedule: {} } : {}) };
}

/** Trains to the end, or until stopped. */
export async function runTraining(message: StartMessage, { control, outbox, send }: Channel): Promise<void> {
  const { plan } = message;
  const { engine, model, split, data, checkpoint, begin } = await openPlan(plan, {
    ...message,
    notice: (words) => send({ type: 'notice', message: words }),
  });
  try {
    const position = withEdits(checkpoint?.position ?? firstPosition(plan, engine), message.edits);
    send({
      type: 'started',
      engine: engine.name,
      engineVersion: engine.version,
      device: engine.device,
      threads: engine.threads,
      trainExamples: split.train.length,
      validationExamples: split.validation.length,
      testExamples: split.test.length,
      stepsPerEpoch: stepsPerEpoch(plan, split),
      step: position.step,
    });
    const { directory } = message;
    const choices = (): Readonly<Record<string, string>> => engine.choices?.() ?? {};
    const trainer = new Trainer({ plan, model, split, data, position, begin, directory, choices, control, outbox, send });
    send({ type: 'ended', ...(await trainer.train()) });
  } finally {
    model.dispose();
  }
}

/** Metrics of the test set, `test_loss` and so on. */
export async function runTest(plan: TrainPlan, engineName: EngineChoice, checkpoint: string): Promise<Record<string, number>> {
  const { model, split } = await openPlan(plan, { engine: engineName, checkpoint });
  try {
    if (split.test.length === 0) throw new Error('this project holds out no test examples: set Test in the data choices and train again');
    const sums = await model.evaluate(evaluationBatches(split.test, plan.batchSize));
    return Object.fromEntries(Object.entries(metricValues(plan, sums)).map(([key, value]) => [`test_${key}`, value]));
  } finally {
    model.dispose();
  }
}
