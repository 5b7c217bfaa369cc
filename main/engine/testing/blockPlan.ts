import type { Block, BlockCase } from '../../../shared/catalogue/block.ts';
import { blockWeights } from '../../../shared/catalogue/blockWeights.ts';
import { findBlock } from '../../../shared/catalogue/index.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { ItemValue, Values } from '../../../shared/catalogue/params.ts';
import { floatSpec, type TensorSpec } from '../../../shared/catalogue/tensorSpec.ts';
import type { PlanInput, PlanLayer, TensorRef, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import type { ColumnData } from '../engine.ts';
import { numberHead } from './numberHead.ts';

export const rows = 6;
export const sgdStep: ItemValue = { kind: 'sgd', values: { learningRate: 0.05, momentum: 0, nesterov: false } };

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** A layer of a plan out of a block, its specs and weights inferred as for a drawn model. */
export function planLayer(
  id: string,
  block: Block,
  given: Values,
  inputs: Readonly<Record<string, readonly (readonly [TensorRef, TensorSpec])[]>>,
): PlanLayer {
  const { values, problems } = parseValues(block.params, given);
  if (problems[0]) throw new Error(`${block.kind}: ${problems[0].message}`);
  const specs = Object.fromEntries(Object.entries(inputs).map(([port, list]) => [port, list.map(([, spec]) => spec)]));
  return {
    id,
    layerId: id,
    name: id,
    kind: block.kind,
    values,
    inputs: Object.fromEntries(Object.entries(inputs).map(([port, list]) => [port, list.map(([ref]) => ref)])),
    outputs: block.infer(specs, values),
    weights: blockWeights(block, specs, values),
  };
}

/** What a plan for a test does not say of itself. */
export function planAround(parts: Pick<TrainPlan, 'inputs' | 'layers' | 'heads'>, optimizer: ItemValue): TrainPlan {
  return {
    version: 1,
    hash: 'test',
    name: 'Test',
    ...parts,
    phases: [
      {
        name: 'train',
        heads: parts.heads.map((head) => head.name),
        trained: parts.layers.map((layer) => layer.layerId),
        optimizer,
        repeats: 1,
      },
    ],
    weightPenalty: null,
    watched: [],
    data: { dataset: { kind: 'xor', values: {} }, validationSize: 0, testSize: 0, splitSeed: 0, stratify: false, limit: null },
    epochs: 1,
    batchSize: rows,
    seed: 0,
    checkpointSeconds: 30,
  };
}

/**
 * A model around one case of a block: each input passes a Dense of its own width first, the output is flattened into a Dense of 2 that is
 * compared with random numbers. So gradients must come through the block to train what is before it.
 */
export function blockPlan(block: Block, test: BlockCase): { plan: TrainPlan; data: ColumnData; layer: PlanLayer } {
  const random = randomSource(1, `case/${block.kind}/${JSON.stringify(test.values ?? {})}`);
  const columns: Record<string, ColumnData['columns'][string]> = {};
  const inputs: PlanInput[] = [];
  const layers: PlanLayer[] = [];
  const fed: Record<string, (readonly [TensorRef, TensorSpec])[]> = {};
  for (const [port, shapes] of Object.entries(test.inputs)) {
    fed[port] = shapes.map((shape, at) => {
      const id = `in_${port}_${at}`;
      const { whole } = test;
      const draw = (): number => (whole === undefined ? random.normal() : Math.floor(random.uniform() * whole));
      columns[id] = { shape, numbers: Float32Array.from({ length: rows * size(shape) }, draw), classes: null };
      inputs.push({ id, name: id, column: id, spec: floatSpec(shape) });
      if (test.masked) {
        const [steps = 1, features = 1] = shape;
        // Of each row another number of steps, at least one.
        const numbers = columns[id]?.numbers;
        for (let row = 0; row < rows; row++) numbers?.fill(0, (row * steps + 1 + (row % steps)) * features, (row + 1) * steps * features);
        const marked = planLayer(`masking_${port}_${at}`, findBlock('masking'), {}, { x: [[{ layer: id, port: 'y' }, floatSpec(shape)]] });
        layers.push(marked);
        return [{ layer: marked.id, port: 'y' }, marked.outputs['y'] ?? floatSpec(shape)] as const;
      }
      // No gradient goes to whole numbers.
      if (whole !== undefined) return [{ layer: id, port: 'y' }, floatSpec(shape)] as const;
      const before = planLayer(
        `before_${port}_${at}`,
        findBlock('dense'),
        { units: shape.at(-1) ?? 1 },
        { x: [[{ layer: id, port: 'y' }, floatSpec(shape)]] },
      );
      layers.push(before);
      return [{ layer: before.id, port: 'y' }, floatSpec(shape)] as const;
    });
  }
  const layer = planLayer('tested', block, test.values ?? {}, fed);
  const output = layer.outputs['y'] ?? floatSpec([]);
  const flat = planLayer('flat', findBlock('flatten'), {}, { x: [[{ layer: layer.id, port: 'y' }, output]] });
  const last = planLayer('last', findBlock('dense'), { units: 2 }, { x: [[{ layer: flat.id, port: 'y' }, flat.outputs['y'] ?? output]] });
  layers.push(layer, flat, last);
  columns['target'] = { shape: [2], numbers: Float32Array.from({ length: rows * 2 }, () => random.normal()), classes: null };
  const head = numberHead('head', 'last', 2, 'target');
  return { plan: planAround({ inputs, layers, heads: [head] }, sgdStep), data: { rows, columns }, layer };
}
