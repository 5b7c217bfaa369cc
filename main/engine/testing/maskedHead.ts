import { findBlock, metrics } from '../../../shared/catalogue/index.ts';
import type { Loss } from '../../../shared/catalogue/otherItems.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import type { ColumnData } from '../engine.ts';
import { planAround, planLayer, rows } from './blockPlan.ts';

const timeSteps = 5;
const features = 3;

/** A sequence in which every row has another number of steps, through an LSTM and a Dense at each step, under a loss. */
export function maskedHead(loss: Loss): { plan: TrainPlan; data: ColumnData } {
  // Of two outputs Keras's accuracy would compare which one is the largest.
  const width = loss.target === 'binary' ? 1 : 2;
  const random = randomSource(11, `masked/${loss.kind}`);
  const numbers = Float32Array.from({ length: rows * timeSteps * features }, () => random.normal());
  for (let row = 0; row < rows; row++)
    numbers.fill(0, (row * timeSteps + 1 + (row % timeSteps)) * features, (row + 1) * timeSteps * features);
  const wanted = (): number =>
    loss.target === 'binary' ? Number(random.uniform() < 0.5) : loss.suits ? Math.abs(random.normal()) : random.normal();
  const columns: ColumnData['columns'] = {
    x: { shape: [timeSteps, features], numbers, classes: null },
    y: { shape: [timeSteps, width], numbers: Float32Array.from({ length: rows * timeSteps * width }, wanted), classes: null },
  };
  const masked = planLayer('masking', findBlock('masking'), {}, { x: [[{ layer: 'in', port: 'y' }, floatSpec([timeSteps, features])]] });
  const spec = (layer: typeof masked) => layer.outputs['y'] ?? floatSpec([]);
  const read = planLayer(
    'read',
    findBlock('lstm'),
    { units: 4, returnSequences: true },
    { x: [[{ layer: 'masking', port: 'y' }, spec(masked)]] },
  );
  const last = planLayer(
    'last',
    findBlock('dense'),
    { units: width, activation: loss.foldsIn ?? loss.suits ?? 'linear' },
    { x: [[{ layer: 'read', port: 'y' }, spec(read)]] },
  );
  const means = metrics.filter(
    ({ kind, keepsSums, targets, watches }) =>
      keepsSums !== true &&
      (kind !== 'accuracy' || loss.target !== 'values') &&
      watches === undefined &&
      (targets?.includes(loss.target) ?? true),
  );
  const head = {
    id: 'head',
    name: 'head',
    source: { layer: 'last', port: 'y' },
    spec: spec(last),
    column: 'y',
    target: loss.target,
    classes: null,
    loss: { kind: loss.kind, values: parseValues(loss.params, {}).values },
    lossWeight: 1,
    metrics: means.map(({ kind, params }) => ({ kind, values: parseValues(params, {}).values })),
    fromLogits: loss.foldsIn,
  };
  const inputs = [{ id: 'in', name: 'in', column: 'x', spec: floatSpec([timeSteps, features]) }];
  const plan = planAround(
    { inputs, layers: [masked, read, last], heads: [head] },
    { kind: 'sgd', values: { learningRate: 0.05, momentum: 0.9, nesterov: false } },
  );
  return { plan, data: { rows, columns } };
}
