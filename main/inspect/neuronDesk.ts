import { learnedNumbers } from '../../shared/catalogue/blockWeights.ts';
import { isItem, type ItemValue } from '../../shared/catalogue/params.ts';
import type { NeuronView } from '../../shared/ipc/neuron.ts';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import { planWeights } from '../../shared/plan/planWeights.ts';
import type { PlanLayer, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { loadDataset, type LoadedDataset } from '../data/loadDataset.ts';
import { splitDataset, type Split } from '../data/splitDataset.ts';
import type { Engine, LiveModel, State, TensorData } from '../engine/engine.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';
import { readCheckpoint } from '../train/checkpoint.ts';
import { targetColumns, targetWords } from '../train/targetWords.ts';
import { denseHeads, densePart } from './densePart.ts';
import { findDense } from './findDense.ts';
import { pictureBefore } from './pictureBefore.ts';

/** Which unit of which layer is looked at, for which example. */
export interface NeuronQuestion {
  readonly run: string;
  readonly plan: TrainPlan;
  /** The weights: `path` is absolute. */
  readonly checkpoint: { readonly path: string; readonly step: number; readonly epoch: number };
  /** Id, name or layerId. */
  readonly layer: string;
  readonly unit: number;
  readonly example: number;
  readonly place: number;
}

interface OpenData {
  readonly key: string;
  readonly loaded: LoadedDataset;
  readonly split: Split;
}
interface OpenLayer {
  readonly key: string;
  readonly part: TrainPlan;
  readonly model: LiveModel;
  readonly state: State;
  /** What arrives at a layer of two inputs, for many examples. */
  readonly plane: NeuronView['plane'];
}

/** Examples that are drawn in the plane of two inputs. */
const mostPoints = 400;

/** Computes what single neurons do, question by question; data and model stay open for the next one, until `close`. Rejects in words. */
export class NeuronDesk {
  readonly #open: () => Promise<Engine>;
  #engine: Engine | null = null;
  #data: OpenData | null = null;
  #layer: OpenLayer | null = null;

  constructor(open: () => Promise<Engine>) {
    this.#open = open;
  }

  async look({ run, plan, checkpoint, layer: wanted, unit, example, place }: NeuronQuestion): Promise<NeuronView> {
    const found = findDense(plan, wanted);
    if ('problem' in found) throw new Error(found.problem);
    const { layer, units } = found;
    const { loaded, split } = await this.#dataOf(plan);
    if (example >= loaded.rows)
      throw new Error(`the data set has ${loaded.rows} examples, 0 to ${loaded.rows - 1}: there is no example ${example}`);
    const { part, model, state, plane } = await this.#layerOf(plan, layer, checkpoint.path, example);
    const given = await model.predict(Int32Array.of(example));
    const [input, sum, output] = [denseHeads.input, denseHeads.sum, denseHeads.output].map((name) => told(given[name], name));
    const features = input?.shape.at(-1) ?? 0;
    const places = (input?.numbers.length ?? 0) / Math.max(1, features);
    if (place >= places) throw new Error(`the layer works at ${places === 1 ? 'one place, 0' : `${places} places, 0 to ${places - 1}`}: there is no place ${place}`);
    const row = (tensor: TensorData | undefined, width: number): number[] =>
      Array.from((tensor?.numbers ?? new Float32Array()).subarray(place * width, (place + 1) * width));
    const kernel = told(state[`${layer.layerId}/kernel`], 'the kernel').numbers;
    const bias = state[`${layer.layerId}/bias`]?.numbers[unit] ?? null;
    const [sums, outputs] = [row(sum, units), row(output, units)];
    const source = layer.inputs['x']?.[0];
    const view: NeuronView = {
      run,
      step: checkpoint.step,
      epoch: checkpoint.epoch,
      layer: { name: layer.name, units, activation: activationOf(layer, state) },
      unit,
      example: {
        row: example,
        rows: loaded.rows,
        split: splitOf(split, example),
        targets: await targetWords(plan, loaded, example),
        drawn: part.inputs.every(({ noise }) => noise !== undefined),
      },
      place,
      places,
      inputs: row(input, features),
      weights: Array.from({ length: features }, (_, at) => kernel[at * units + unit] ?? 0),
      bias,
      sum: sums[unit] ?? 0,
      output: outputs[unit] ?? 0,
      sums,
      outputs,
      picture: source && places === 1 ? pictureBefore(plan, source) : null,
      plane,
    };
    if (![...view.inputs, ...view.weights, ...sums, ...outputs].every(Number.isFinite))
      throw new Error('not all of its numbers are finite: look for what broke the run under Problems and Doctor');
    return view;
  }

  /** Lets go of the data and the model. */
  async close(): Promise<void> {
    this.#layer?.model.dispose();
    this.#layer = null;
    await this.#data?.loaded.close?.();
    this.#data = null;
  }

  async #dataOf(plan: TrainPlan): Promise<OpenData> {
    const targets = plan.heads.filter(hasColumn).map(({ column }) => column);
    const key = JSON.stringify([plan.data, plan.seed, targets]);
    if (this.#data?.key === key) return this.#data;
    await this.close();
    const loaded = await loadDataset(plan.data.dataset);
    try {
      this.#data = { key, loaded, split: splitDataset(loaded, plan.data, plan.seed, targets) };
    } catch (error) {
      await loaded.close?.();
      throw error;
    }
    return this.#data;
  }

  async #layerOf(plan: TrainPlan, layer: PlanLayer, path: string, example: number): Promise<OpenLayer> {
    const { loaded, split } = await this.#dataOf(plan);
    const own = densePart(plan, layer);
    // Of what chance feeds, each example is another draw.
    const part = own.inputs.some(({ noise }) => noise) ? { ...own, seed: example } : own;
    const key = JSON.stringify([plan.hash, path, layer.id, part.seed]);
    if (this.#layer?.key === key) return this.#layer;
    this.#layer?.model.dispose();
    this.#layer = null;
    this.#engine ??= await this.#open();
    const { state: all } = await readCheckpoint(path, plan.hash);
    const state = Object.fromEntries(planWeights(part).map((weight) => [weight.key, told(all[weight.key], `the weight "${weight.key}"`)]));
    const model = await this.#engine.create(part, loaded);
    try {
      await model.writeState(state);
      const plane = await planeOf(plan, part, model, loaded, split);
      this.#layer = { key, part, model, state, plane };
    } catch (error) {
      model.dispose();
      throw error;
    }
    return this.#layer;
  }
}

function told(tensor: TensorData | undefined, what: string): TensorData {
  if (!tensor) throw new Error(`${what} is missing in the checkpoint: train again`);
  return tensor;
}

/** The activation of a layer, with what it has learned. */
function activationOf({ layerId, values: { activation } }: PlanLayer, state: State): ItemValue {
  if (!isItem(activation)) return { kind: 'linear', values: {} };
  const learned = Object.entries(learnedNumbers(activation)).map(([name, start]) => [
    name,
    state[`${layerId}/${name}`]?.numbers[0] ?? start,
  ]);
  return { ...activation, values: { ...activation.values, ...Object.fromEntries(learned) } };
}

const splitOf = ({ train, validation, test }: Split, row: number): NeuronView['example']['split'] =>
  train.includes(row) ? 'train' : validation.includes(row) ? 'validation' : test.includes(row) ? 'test' : null;

/** What arrives at a layer of two inputs for training examples from the whole of the set, with the class of each; null where there are other than two. */
async function planeOf(
  plan: TrainPlan,
  part: TrainPlan,
  model: LiveModel,
  loaded: LoadedDataset,
  { train }: Split,
): Promise<NeuronView['plane']> {
  const { shape } = part.heads.find(({ name }) => name === denseHeads.input)?.spec ?? { shape: [] };
  if (shape.length !== 1 || shape[0] !== 2) return null;
  const count = Math.min(mostPoints, train.length);
  const rows = Int32Array.from({ length: count }, (_, at) => train[Math.floor((at * train.length) / count)] ?? 0);
  const { numbers } = told((await model.predict(rows))[denseHeads.input], denseHeads.input);
  const target = targetColumns(plan).find(({ classes }) => classes !== undefined);
  return {
    points: Array.from(rows, (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0]),
    classes: target
      ? { of: Array.from(await readColumn(loaded, target.name, rows), (value) => Math.round(value)), names: [...(target.classes ?? [])] }
      : null,
  };
}
