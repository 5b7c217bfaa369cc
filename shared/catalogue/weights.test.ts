import { expect, it } from 'vitest';
import { blockWeights } from './blockWeights.ts';
import { blocks } from './index.ts';
import { parseValues } from './parseValues.ts';
import { floatSpec } from './tensorSpec.ts';
import { isKernel, kernelEndings } from './weights.ts';

/** Every weight of every case of every block. */
const weights = blocks.flatMap((block) =>
  block.cases.flatMap(({ inputs, values }) =>
    blockWeights(
      block,
      Object.fromEntries(Object.entries(inputs).map(([port, shapes]) => [port, shapes.map((shape) => floatSpec(shape))])),
      parseValues(block.params, values ?? {}).values,
    ),
  ),
);

it('a kernel is told from every other weight by what its name ends with, as the code for Keras tells it', () => {
  const endings = kernelEndings(weights);
  expect(endings.toSorted()).toEqual(['embeddings', 'kernel']);
  for (const { name } of weights.filter((weight) => !isKernel(weight)))
    expect(
      endings.some((ending) => name.endsWith(ending)),
      name,
    ).toBe(false);
});

it('what is called a bias is one, and is no kernel whatever its shape', () => {
  const biases = weights.filter(({ name }) => name.endsWith('bias'));
  expect(biases.some(({ shape }) => shape.length > 1)).toBe(true);
  expect([...new Set(biases.map(({ role }) => role))]).toEqual(['bias']);
});
