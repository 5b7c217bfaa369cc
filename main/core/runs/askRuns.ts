import type { ProjectDocument } from '../../../shared/graph/document.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { Predictions } from '../../../shared/ipc/predictions.ts';
import type { ExportResult, RateTest, RunRow, RunWeights } from '../../../shared/ipc/rows.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { droppingLayers } from '../../../shared/plan/droppingLayers.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { WeightSource } from '../../../shared/plan/weightSource.ts';
import type { EngineChoice } from '../../../shared/run/engines.ts';
import { isLive } from '../../../shared/run/runState.ts';
import type { WorkerProcess } from '../../train/host/spawnWorker.ts';
import type { PredictQuestion } from '../../train/protocol.ts';
import type { WeightFiles } from '../../train/takeWeights.ts';
import { exportDirectory } from '../exportDirectory.ts';
import type { Settings } from '../settings.ts';
import { finite } from './applyMessage.ts';
import type { NeuronAsker } from './askNeuron.ts';
import { askWorker } from './askWorker.ts';
import { requireEngine } from './chooseEngine.ts';
import { findWeights } from './findWeights.ts';
import { changeRun, type RunContext } from './followRun.ts';
import { listWeights } from './listWeights.ts';
import { wrongState, type RunLookup } from './lookUpRuns.ts';
import { refuseNeuron, type AskedNeuron } from './refuseNeuron.ts';
import { takeModel } from './takeModel.ts';

/** What a question takes hold of. */
export interface AskHost {
  readonly neurons: NeuronAsker;
  readonly takeWorker: () => WorkerProcess;
  /** Does something that changes a run while nothing else may. */
  readonly exclusive: <T>(run: RunRow, work: () => Promise<T>) => Promise<T>;
}

/** What is asked of models that were trained, or of a plan before it is: each question has a process of its own. */
export function askRuns(
  context: RunContext,
  settings: Settings,
  { find, planOf, engineOf, editsOf, editedPlanOf, wholeCheckpoint }: RunLookup,
  { neurons, takeWorker, exclusive }: AskHost,
) {
  const { store, folder, now } = context;
  return {
    /** The weights that a run has kept, for others to start from. */
    async weightSource(id: string, weights: RunWeights = 'newest'): Promise<WeightSource> {
      const run = find(id);
      const { sha256 } = await wholeCheckpoint(run, weights);
      return listWeights(run, planOf(id), sha256);
    },

    /** Takes over the weights of a model from a file, for blocks to start from. */
    importWeights: (path: string): Promise<WeightSource> => takeModel(folder, path),

    /** Where the weights of other runs lie that a plan starts with. */
    weightFiles: (plan: TrainPlan): WeightFiles => findWeights(store, folder, plan),

    /** Evaluates the test set with a checkpoint, and keeps when and with which. */
    async test(id: string, weights: RunWeights = 'newest'): Promise<RunRow> {
      const run = find(id);
      if (isLive(run.state)) throw wrongState(run, `is ${run.state}: the test set is for a model whose training has ended`);
      return await exclusive(run, async () => {
        const checkpoint = await wholeCheckpoint(run, weights);
        const question = { type: 'test', plan: planOf(id), engine: engineOf(id), checkpoint: checkpoint.path } as const;
        const { metrics } = await askWorker(takeWorker(), question, 'tested');
        const tested = finite(metrics);
        const { step, epoch } = checkpoint;
        store.write(() => {
          store.runChanges.insert(id, now(), { kind: 'test', step, data: { weights, epoch, metrics: tested } });
          store.runs.update(id, { metrics: { ...find(id).metrics, ...tested } });
        });
        return changeRun(context, id, {});
      });
    },
    /** A unit of a Dense layer for an example, with the weights of a checkpoint; of a run that is training, of the newest one it has. */
    async neuron(
      id: string,
      { weights = 'newest', ...asked }: AskedNeuron & { readonly weights?: RunWeights | undefined },
    ): Promise<NeuronView> {
      const run = find(id);
      const plan = planOf(id);
      refuseNeuron(plan, asked, `run ${run.number} of "${run.projectName}"`);
      return neurons.ask({ run: id, plan, checkpoint: await wholeCheckpoint(run, weights), ...asked });
    },
    /** What the model of a checkpoint says of examples, and how its outputs spread where dropout is left on. */
    async predict(
      id: string,
      {
        weights = 'newest',
        engine,
        ...question
      }: PredictQuestion & { readonly weights?: RunWeights | undefined; readonly engine?: EngineChoice | undefined },
    ): Promise<Predictions> {
      const run = find(id);
      const plan = editedPlanOf(run, editsOf(id));
      if (question.passes > 0 && droppingLayers(plan).length === 0)
        throw new ContractError(
          'invalid',
          `Run ${run.number} of "${run.projectName}" has no block that drops anything: add a Dropout and train again, or ask for no passes.`,
        );
      const { path: checkpoint, step, epoch } = await wholeCheckpoint(run, weights);
      const asked = requireEngine(engine ?? engineOf(id));
      const { result } = await askWorker(takeWorker(), { type: 'predict', plan, engine: asked, checkpoint, question }, 'predicted');
      const { passes, seed } = question;
      return { run: id, step, epoch, passes, seed, ...result };
    },
    /** Trains a copy of a document at rising learning rates, to propose one; where its training has phases, one for the phase of this name. */
    async findRate(document: ProjectDocument, asked?: EngineChoice, phase?: string): Promise<RateTest> {
      const built = buildPlan(document);
      if ('problems' in built)
        throw new ContractError(
          'invalid',
          `No learning rate can be looked for yet: ${built.problems[0]?.message ?? 'the model is not complete'}.`,
        );
      const names = built.plan.phases.map(({ name }) => name);
      const place = phase === undefined && names.length === 1 ? 0 : names.indexOf(phase ?? '');
      if (place < 0)
        throw new ContractError(
          'invalid',
          phase === undefined
            ? `A training with several phases has a learning rate for each: choose one of ${names.join(', ')}.`
            : `The training has no phase "${phase}": choose one of ${names.join(', ')}.`,
        );
      const engine = requireEngine(asked ?? settings.get().engine);
      const weights = findWeights(store, folder, built.plan);
      return (await askWorker(takeWorker(), { type: 'findRate', plan: built.plan, phase: place, engine, weights }, 'rateFound')).result;
    },
    /** Writes and proves an export of the newest checkpoint; of a run that is training, of the one it has now. */
    async export(id: string, format: 'tfjs', asked: string | undefined, weights: RunWeights = 'newest'): Promise<ExportResult> {
      const run = find(id);
      const checkpoint = await wholeCheckpoint(run, weights);
      const directory = exportDirectory(folder, `${run.projectName} run ${run.number} ${format}`, asked);
      const question = { type: 'export', run: id, plan: planOf(id), checkpoint: checkpoint.path, directory, format } as const;
      return (await askWorker(takeWorker(), question, 'exported')).result;
    },
  };
}
