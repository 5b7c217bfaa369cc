import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { dropout as block } from '../../../shared/catalogue/blocks/dropout.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { planAround, planLayer, rows, sgdStep } from '../testing/blockPlan.ts';
import { composedOps } from '../ops/composedOps.ts';
import { drawUniforms } from '../eagerModel.ts';
import { forward } from '../forward.ts';
import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import { openEngine } from '../openEngine.ts';

/** What two blocks behind each other's input make of ones, in training. */
async function dropped(values: Values, planSeed = 0): Promise<number[][]> {
  await openEngine('cpu');
  const { problems } = parseValues(block.params, values);
  expect(problems).toEqual([]);
  const spec = floatSpec([3, 4]);
  const layers = ['a', 'b'].map((id) => planLayer(id, block, values, { x: [[{ layer: 'in', port: 'y' }, spec]] }));
  const heads = layers.map(({ id }) => ({ name: id, source: { layer: id, port: 'y' }, fromLogits: null }));
  const plan = planAround({ inputs: [{ id: 'in', name: 'in', column: 'x', spec }], layers, heads: heads as never }, sgdStep);
  return tf.tidy(() => {
    const outputs = forward(
      plan,
      { in: tf.ones([rows, 3, 4]) },
      () => {
        throw new Error('no weights');
      },
      {
        training: true,
        ops: composedOps,
        batchSize: rows,
        random: (stream, shape, seed = planSeed) => tf.tensor(drawUniforms(seed, stream, { epoch: 0, step: 0 }, shape), [...shape]),
        update: () => {},
      },
    );
    return ['a', 'b'].map((id) => [...(outputs[id]?.prediction.dataSync() ?? [])]);
  });
}

it('drops whole steps alike where the noise shape has a 1', async () => {
  const [a = []] = await dropped({ rate: 0.5, noiseShape: [-1, 1, -1] });
  for (let row = 0; row < rows; row++) {
    const steps = [0, 1, 2].map((step) => a.slice((row * 3 + step) * 4, (row * 3 + step + 1) * 4).join());
    expect(new Set(steps).size).toBe(1);
  }
  expect(new Set(a)).toEqual(new Set([0, 2]));
  const [shared = []] = await dropped({ rate: 0.5, noiseShape: [1, -1, -1] });
  expect(shared.slice(0, 12)).toEqual(shared.slice(12, 24));
});

it('with a seed of its own drops as any other block with that seed, whatever the seed of the training', async () => {
  const [a, b] = await dropped({ rate: 0.5, seed: 7 });
  expect(a).toEqual(b);
  expect((await dropped({ rate: 0.5, seed: 7 }, 99))[0]).toEqual(a);
  expect((await dropped({ rate: 0.5, seed: 8 }))[0]).not.toEqual(a);
  const [c, d] = await dropped({ rate: 0.5 });
  expect(c).not.toEqual(d);
});
