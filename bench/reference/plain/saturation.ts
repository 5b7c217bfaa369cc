import { blockPlan, rows } from '../../../main/engine/testing/blockPlan.ts';
import { newContents } from '../../../main/engine/testing/newContents.ts';
import type { Engine, State } from '../../../main/engine/engine.ts';
import { activations, findBlock } from '../../../shared/catalogue/index.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

const batch = Int32Array.from({ length: rows }, (_, row) => row);
/** How far to both sides a function is looked at for its slope. */
const step = 1e-5;

/** Share of the outputs of a block whose activation is flat there, as the engine tells it and as `slopes` are below the bound. */
async function compared(
  engine: Engine,
  { kind, shape, values, bound }: { readonly kind: string; readonly shape: readonly number[]; readonly values: Values; readonly bound: number },
  slopes: (state: State, given: Float32Array) => readonly number[],
): ReturnType<PlainCase['compare']> {
  const test = { inputs: { x: [shape] }, values, output: [], weights: 0 };
  const { plan, data } = blockPlan(findBlock(kind), test);
  // Read from the column itself, whose numbers are known here.
  const layers = plan.layers
    .filter(({ id }) => id !== 'before_x_0')
    .map((layer) => (layer.id === 'tested' ? { ...layer, inputs: { x: [{ layer: 'in_x_0', port: 'y' }] } } : layer));
  const given = Float32Array.from(data.columns['in_x_0']?.numbers ?? []);
  const model = await engine.create({ ...plan, layers, watched: [{ kind: 'saturation', values: { bound } }] }, data);
  try {
    const { 'saturation/tested': found = Number.NaN } = await model.probe(batch, { epoch: 0, step: 0 });
    const expected = slopes(await model.readState(), given);
    return { found: [found], expected: [expected.filter((slope) => Math.abs(slope) < bound).length / expected.length] };
  } finally {
    model.dispose();
  }
}

/** The share of saturated units under each activation, by its curve, and in recurrent blocks by a loop over the steps. */
export const saturationCases = (): readonly PlainCase[] => [...curves(), ...recurrent()];

const curves = (): readonly PlainCase[] =>
  activations
    .filter(({ kind, curve }) => curve !== undefined && kind !== 'linear')
    .flatMap((activation) =>
      [{}, ...(activation.variants ?? [])].map((own) => {
        const { values } = parseValues(activation.params, own);
        const curve = (x: number): number => activation.curve?.(x, values) ?? Number.NaN;
        const block = { kind: 'dense', shape: [4], values: { units: 8, activation: { kind: activation.kind, values } }, bound: 0.29 };
        return plainCase('watches', 'saturation', `${activation.kind} ${JSON.stringify(own)}`, 'slopes of its curve by differences', (engine) =>
          compared(engine, block, (state, given) => {
            const kernel = state['tested/kernel']?.numbers ?? [];
            return Array.from({ length: rows * 8 }, (_, at) => {
              const [row, unit] = [Math.floor(at / 8), at % 8];
              // The biases start at 0.
              const z = [0, 1, 2, 3].reduce((sum, feature) => sum + (given[row * 4 + feature] ?? 0) * (kernel[feature * 8 + unit] ?? 0), 0);
              return (curve(z + step) - curve(z - step)) / (2 * step);
            });
          }),
        );
      }),
    );

const recurrent = (): readonly PlainCase[] =>
  (['simpleRnn', 'gru', 'lstm'] as const).map((kind) => {
    const [steps, features, units] = [4, 3, 5];
    const block = { kind, shape: [steps, features], values: { units }, bound: 0.8 };
    return plainCase('watches', 'saturation', kind, 'a plain loop over the steps', (engine) =>
      compared(engine, block, (state, given) => {
        const weight = (name: string): Float32Array | Int32Array => state[`tested/${name}`]?.numbers ?? new Float32Array();
        const weights = { kernel: weight('kernel'), recurrent: weight('recurrent_kernel'), bias: weight('bias') };
        return Array.from({ length: rows }, (_, row) => {
          const x = given.slice(row * steps * features, (row + 1) * steps * features);
          return newContents(kind, x, steps, features, units, weights).map((z) => 1 - Math.tanh(z) ** 2);
        }).flat();
      }),
    );
  });
