import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { loadDataset, type LoadedDataset } from '../data/loadDataset.ts';
import { splitDataset, type Split } from '../data/splitDataset.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import type { Engine, LiveModel, State } from '../engine/engine.ts';
import { openEngine } from '../engine/openEngine.ts';
import { metricValues } from '../engine/metricSums.ts';
import { adaptBlocks } from './adaptBlocks.ts';
import { mergeEdits, type RunEdit } from '../../shared/run/runEdit.ts';
import { firstPosition, placeOf, readCheckpoint, type Checkpoint, type Position } from './checkpoint.ts';
import type { Control } from './control.ts';
import { carryState } from './carryState.ts';
import { balanceClasses } from './balanceClasses.ts';
import { evaluationBatches } from './evaluationBatches.ts';
import { memoryWarning } from './memoryAdvice.ts';
import { openPlane, type Plane } from './openPlane.ts';
import type { Outbox } from './outbox.ts';
import type { FromWorker, StartMessage } from './protocol.ts';
import { resumeWords } from './resumeWords.ts';
import { takeWeights, type WeightFiles } from './takeWeights.ts';
import { streamWords, waitWords } from './streamWords.ts';
import { stepsPerEpoch, Trainer } from './trainer.ts';

interface Opened {
  readonly engine: Engine;
  readonly model: LiveModel;
  readonly split: Split;
  readonly data: LoadedDataset;
  /** Rows that the model can predict behind those of the data. */
  readonly plane: Plane | null;
  readonly checkpoint: Checkpoint | null;
  /** The state that the model has now, made anew. */
  begin(): Promise<State>;
  /** A model of the same data for a plan that differs in what its blocks do, with this state as far as it goes on to be needed. */
  remake(plan: TrainPlan, state: State): Promise<LiveModel>;
  /** Ends the model, and the reading of its data. */
  close(): Promise<void>;
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
export async function openPlan(given: TrainPlan, { engine: engineName, checkpoint: path, weights, notice }: OpenChoices): Promise<Opened> {
  const checkpoint = path === null ? null : await readCheckpoint(path, given.hash);
  const data = await loadDataset(given.data.dataset);
  try {
    return await openLoaded(data, checkpoint, given, { engine: engineName, checkpoint: path, weights, notice });
  } catch (error) {
    await data.close?.();
    throw error;
  }
}

async function openLoaded(
  data: LoadedDataset,
  checkpoint: Checkpoint | null,
  given: TrainPlan,
  { engine: engineName, checkpoint: path, weights = {}, notice }: OpenChoices,
): Promise<Opened> {
  const split = splitDataset(
    data,
    given.data,
    given.seed,
    given.heads.filter(hasColumn).map((head) => head.column),
  );
  if (split.train.length === 0) throw new Error('there are no examples to train on: choose a larger limit or data set');
  const plan = balanceClasses(given, data, split.train);
  // On as many threads as before, with the kernels chosen then and each pass as it ran, or its last bits would differ from the unbroken run's.
  const before = checkpoint?.position.engine === 'tensorflow' ? checkpoint.position : undefined;
  const engine = await openEngine(engineName, {
    threads: before?.threads,
    before: before && { version: before.engineVersion, session: before.session, choices: before.choices },
  });
  const plane = await openPlane(plan, data, split.train);
  const seen = plane?.data ?? data;
  const model = await engine.create(plan, seen, notice);
  const start = async (own: LiveModel): Promise<void> => {
    await takeWeights(plan, own, weights);
    await adaptBlocks(plan, { engine, model: own, data, rows: split.train });
  };
  // Blocks that were changed while it was paused: the checkpoint may be from before, or the plan.
  const carried = async (state: State): Promise<State> => carryState(plan, state, await model.readState());
  if (checkpoint) await model.writeState(await carried(checkpoint.state));
  else await start(model);
  const remake = async (changed: TrainPlan, state: State): Promise<LiveModel> => {
    const own = balanceClasses(changed, data, split.train);
    const made = await engine.create(own, seen, notice);
    await made.writeState(carryState(own, state, await made.readState()));
    return made;
  };
  const begin = async (): Promise<State> => {
    if (path !== null) return carried((await readCheckpoint(path, plan.hash)).state);
    const fresh = await engine.create(plan, data);
    try {
      await start(fresh);
      return await fresh.readState();
    } finally {
      fresh.dispose();
    }
  };
  const close = async (): Promise<void> => {
    model.dispose();
    await data.close?.();
  };
  return { engine, model, split, data, plane, checkpoint, begin, remake, close };
}

interface Channel {
  readonly control: Control;
  readonly outbox: Outbox;
  send(message: FromWorker): void;
}

/** The position with all edits, where its checkpoint was written before the last of them. */
function withEdits(position: Position, edits: RunEdit): Position {
  const newSchedule = edits.schedule !== undefined && JSON.stringify(edits.schedule) !== JSON.stringify(position.edits.schedule);
  return { ...position, edits: mergeEdits([position.edits, edits]), ...(newSchedule ? { schedule: {} } : {}) };
}

/** Trains to the end, or until stopped. */
export async function runTraining(message: StartMessage, { control, outbox, send }: Channel): Promise<void> {
  const { plan } = message;
  const warning = memoryWarning(plan);
  if (warning !== null) send({ type: 'notice', message: warning });
  const { engine, model, split, data, plane, checkpoint, begin, remake } = await openPlan(plan, {
    ...message,
    notice: (words) => send({ type: 'notice', message: words }),
  });
  let live = model;
  try {
    const before = checkpoint?.position ?? firstPosition(plan, engine);
    const position = { ...withEdits(before, message.edits), ...placeOf(engine) };
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
    const streamed = streamWords(data);
    for (const words of [...(engine.notices ?? []), resumeWords(before, placeOf(engine)), streamed])
      if (words !== null) send({ type: 'notice', message: words });
    const { directory } = message;
    const choices = (): Readonly<Record<string, string>> => engine.choices?.() ?? position.choices;
    const change = async (changed: TrainPlan): Promise<LiveModel> => {
      const before = live;
      live = await remake(changed, await before.readState());
      before.dispose();
      return live;
    };
    const editsBefore = before.edits;
    const place = { position, editsBefore, begin, change };
    const trainer = new Trainer({ plan, model, split, data, plane, ...place, directory, choices, control, outbox, send });
    const began = performance.now();
    const { outcome, reason } = await trainer.train();
    const waited = waitWords(streamed, live.waited?.() ?? 0, performance.now() - began);
    send({ type: 'ended', outcome, reason: [reason, waited].filter((words) => words !== null).join(' ') || null });
  } finally {
    live.dispose();
    await data.close?.();
  }
}

/** Metrics of the test set, `test_loss` and so on. */
export async function runTest(plan: TrainPlan, engineName: EngineChoice, checkpoint: string): Promise<Record<string, number>> {
  const { model, split, close } = await openPlan(plan, { engine: engineName, checkpoint });
  try {
    if (split.test.length === 0) throw new Error('this project holds out no test examples: set Test in the data choices and train again');
    const sums = await model.evaluate(evaluationBatches(split.test, plan.batchSize));
    return Object.fromEntries(Object.entries(metricValues(plan, sums)).map(([key, value]) => [`test_${key}`, value]));
  } finally {
    await close();
  }
}
