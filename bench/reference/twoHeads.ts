import { findBlock } from '../../shared/catalogue/index.ts';
import { floatSpec, type TensorSpec } from '../../shared/catalogue/tensorSpec.ts';
import { planAround, planLayer, rows } from '../../main/engine/testing/blockPlan.ts';
import { numberHead } from '../../main/engine/testing/numberHead.ts';
import type { PlanHead, PlanLayer, TensorRef } from '../../shared/plan/trainPlan.ts';
import type { TrainingCase } from './referenceCase.ts';

type Source = readonly [TensorRef, TensorSpec];
const at = (layer: string, spec: TensorSpec): Source => [{ layer, port: 'y' }, spec];

/** Two inputs through weights that they share, and two heads of different weight: what no single block shows. */
export function twoHeads(): Omit<TrainingCase, 'type' | 'steps'> {
  const image = {
    shape: [6, 6, 2],
    numbers: Float32Array.from({ length: rows * 72 }, (_, place) => Math.sin(place * place)),
    classes: null,
  };
  const digit = { shape: [1], numbers: Int32Array.from({ length: rows }, (_, row) => (row * 7) % 3), classes: 3 };
  const size = { shape: [1], numbers: Float32Array.from({ length: rows }, (_, row) => row / 4), classes: null };
  const conv = (id: string, input: string): PlanLayer =>
    planLayer(id, findBlock('conv2d'), { filters: 3, activation: 'relu' }, { x: [at(input, floatSpec([6, 6, 2]))] });
  const left = conv('left', 'a');
  const right = { ...conv('right', 'b'), layerId: 'left' };
  const spec = left.outputs['y'] ?? floatSpec([]);
  const sum = planLayer('sum', findBlock('add'), {}, { x: [at('left', spec), at('right', spec)] });
  const mean = planLayer('mean', findBlock('globalAveragePooling2d'), {}, { x: [at('sum', spec)] });
  const ofClass = planLayer('class', findBlock('dense'), { units: 3, activation: 'softmax' }, { x: [at('mean', floatSpec([3]))] });
  const number = planLayer('number', findBlock('dense'), { units: 1 }, { x: [at('mean', floatSpec([3]))] });
  const head = (name: string, layer: string, own: Partial<PlanHead>): PlanHead => ({ ...numberHead(name, layer, 1, name), ...own });
  const heads = [
    head('digit', 'class', { target: 'index', loss: { kind: 'sparseCategoricalCrossentropy', values: {} }, fromLogits: 'softmax' }),
    head('size', 'number', { lossWeight: 0.3 }),
  ];
  const inputs = ['a', 'b'].map((id) => ({ id, name: id, column: 'image', spec: floatSpec([6, 6, 2]) }));
  const plan = planAround(
    { inputs, layers: [left, right, sum, mean, ofClass, number], heads },
    { kind: 'sgd', values: { learningRate: 0.05, momentum: 0.9, nesterov: false } },
  );
  return { family: 'models', kind: 'twoHeads', name: 'shared weights', plan, data: { rows, columns: { image, digit, size } } };
}
