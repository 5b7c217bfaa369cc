import { join } from 'node:path';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { drawnState, drawnTurns } from '../../engine/drawnTurns.ts';
import { EngineUnavailable } from '../../engine/engineUnavailable.ts';
import type { State } from '../../engine/engine.ts';
import { trainedGraph } from '../../engine/tensorflow/trainedGraph.ts';
import { writeFileAtomic } from '../../train/writeFileAtomic.ts';
import { graphTopology } from './graphTopology.ts';
import { layersTopology } from './layersTopology.ts';
import type { ModelArtifacts } from './modelArtifacts.ts';
import { NotStock } from './notStock.ts';
import { writePage } from './page/writePage.ts';

interface ModelFiles {
  readonly plan: TrainPlan;
  readonly run: string;
  readonly state: State;
  /** Where the files go; it is there already. */
  readonly folder: string;
}

/** What kind of model was written, and why it is no layers model, in words; null where it is one. */
export interface WrittenModel {
  readonly kind: ModelArtifacts['format'];
  readonly reason: string | null;
}

/**
 * Writes model.json and weights.bin as TF.js lays them out, with names and classes beside, and the page that uses them: a layers model where
 * stock classes say all of it, else a graph model. Throws an Error in words.
 */
export async function writeModel({ plan, run, state, folder }: ModelFiles): Promise<WrittenModel> {
  const { artifacts, reason } = await describeModel(plan, state);
  const bytes = Buffer.concat(
    artifacts.weights.map(({ numbers }) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)),
  );
  const specs = artifacts.weights.map(({ name, shape, dtype }) => ({ name, shape, dtype }));
  const model = {
    format: artifacts.format,
    generatedBy: 'Netloom',
    convertedBy: null,
    modelTopology: artifacts.topology,
    ...(artifacts.signature && { signature: artifacts.signature }),
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
    userDefinedMetadata: {
      run,
      project: plan.name,
      inputs: plan.inputs.map(({ name, column, spec }) => ({ name, column, shape: spec.shape })),
      outputs: plan.heads.map(({ name, column, classes, spec }) => ({ name, column, classes, shape: spec.shape })),
    },
  };
  await writeFileAtomic(join(folder, 'weights.bin'), bytes);
  await writeFileAtomic(join(folder, 'model.json'), JSON.stringify(model, null, 1));
  await writePage({ plan, folder, artifacts, reason, specs, bytes });
  return { kind: artifacts.format, reason };
}

async function describeModel(plan: TrainPlan, state: State): Promise<{ artifacts: ModelArtifacts; reason: string | null }> {
  try {
    return { artifacts: layersArtifacts(plan, state), reason: null };
  } catch (error) {
    if (!(error instanceof NotStock)) throw error;
    return { artifacts: await graphArtifacts(plan, state, error.message), reason: error.message };
  }
}

/** A repeat of at most so many layers is written as its turns, one after another; a deeper one would make a model that nobody wants to load. */
const mostDrawn = 300;

function layersArtifacts(whole: TrainPlan, trained: State): ModelArtifacts {
  const turns = whole.layers.reduce((sum, { repeat }) => sum + (repeat ? repeat.turns * repeat.layers.length : 0), 0);
  const drawn = turns > 0 && turns <= mostDrawn;
  const [plan, state] = drawn ? [drawnTurns(whole), drawnState(whole, trained)] : [whole, trained];
  const { topology, weights } = layersTopology(plan);
  return {
    format: 'layers-model',
    topology,
    signature: null,
    weights: weights.map(({ key, name, shape }) => {
      const data = state[key];
      if (!data) throw new Error(`the checkpoint has no weight "${name}"`);
      return { name, shape, dtype: 'float32', numbers: data.numbers };
    }),
  };
}

async function graphArtifacts(plan: TrainPlan, state: State, reason: string): Promise<ModelArtifacts> {
  const graph = await trainedGraph(plan, state).catch((error: unknown) => {
    if (!(error instanceof EngineUnavailable)) throw error;
    throw new Error(
      `${reason}, so that this model is exported as a graph, which TensorFlow has to record; and it is not ready: ${error.message}; nothing was exported`,
      { cause: error },
    );
  });
  const { topology, signature, weights } = graphTopology(plan, graph);
  return {
    format: 'graph-model',
    topology,
    signature,
    weights: weights.map(({ name, shape, type, numbers }) => ({ name, shape, dtype: type, numbers })),
  };
}
