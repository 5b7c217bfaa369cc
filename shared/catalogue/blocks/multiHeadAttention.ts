import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { bool, int, optional } from '../params.ts';
import { plural } from '../plural.ts';
import { floatSpec, formatShape } from '../tensorSpec.ts';
import { activityRegularizer, biasWeight, kernelWeight, weightParams } from '../weights.ts';
import { hiddenDropout, rateParam } from './rate.ts';
import { seed } from './seed.ts';

/** Keras: https://keras.io/api/layers/attention_layers/multi_head_attention/ (Vaswani and others, arXiv 1706.03762) */
export const multiHeadAttention = defineBlock({
  kind: 'multiHeadAttention',
  version: 1,
  title: 'MultiHeadAttention',
  group: 'attention',
  searchWords: ['transformer', 'self-attention', 'query key value', 'mha'],
  summary:
    'Every step looks at all steps and takes from each as much as it asks for; several heads ask for different things. Wire one sequence to query and value for self-attention.',
  formula: 'softmax(Q K^T / sqrt(keyDim)) V for each head, then all heads together',
  params: {
    numHeads: int({ default: 2, min: 1, max: 1024, title: 'Heads', help: 'How many questions are asked side by side.' }),
    keyDim: int({
      default: 32,
      min: 1,
      max: 65_536,
      title: 'Key',
      help: 'Numbers of a query and a key in each head; often the features divided by the heads.',
    }),
    valueDim: optional(
      int({
        default: 32,
        min: 1,
        max: 65_536,
        title: 'Value',
        advanced: true,
        help: 'Numbers of a value in each head; off: as many as of a key.',
      }),
    ),
    dropout: rateParam('Share of the attention that is dropped while training.', 0, hiddenDropout),
    useBias: bool({ default: true, help: 'Adds learned numbers to queries, keys, values and the result.' }),
    causal: bool({ default: false, help: 'No step looks at a later one: for a model that tells what comes next.' }),
    ...weightParams({ kernel: ['glorotUniform', 'the weights'], bias: ['zeros', 'the biases'] }),
    activityRegularizer,
    seed,
  },
  keras: {
    name: 'MultiHeadAttention',
    stock: false,
    write: { causal: () => null },
    callArgs: { causal: 'use_causal_mask' },
    lacks: ['output_shape', 'attention_axes', 'sliding_window', 'flash_attention', 'use_gate'],
    parts: ['query_dense', 'key_dense', 'value_dense', 'output_dense'],
  },
  inputs: [
    { name: 'query', rank: 2, help: 'The sequence that asks: steps × features.' },
    { name: 'value', rank: 2, help: 'The sequence that answers: steps × features.' },
    { name: 'key', rank: 2, optional: true, help: 'What the answers are found by; without a wire, the value.' },
  ],
  outputs: [{ name: 'y' }],
  infer(inputs) {
    const query = only(inputs, 'query');
    const value = only(inputs, 'value');
    const key = inputs['key']?.[0] ?? value;
    if (key.shape[0] !== value.shape[0])
      throw new SpecProblem(
        `key and value need as many steps as each other: ${formatShape(key.shape)} and ${formatShape(value.shape)} differ`,
      );
    return { y: { ...floatSpec(query.shape), mask: query.mask } };
  },
  weights(inputs, values) {
    const features = (port: string): number => known((inputs[port]?.[0] ?? only(inputs, 'value')).shape[1], 'the number of features');
    const { numHeads, keyDim, useBias } = values;
    const valueDim = values.valueDim ?? keyDim;
    const part = (name: string, kernel: readonly number[], bias: readonly number[]) => [
      kernelWeight(`${name}_kernel`, kernel, values, 'kernel'),
      ...(useBias ? [biasWeight(`${name}_bias`, bias, values, 'bias')] : []),
    ];
    return [
      ...part('query', [features('query'), numHeads, keyDim], [numHeads, keyDim]),
      ...part('key', [features('key'), numHeads, keyDim], [numHeads, keyDim]),
      ...part('value', [features('value'), numHeads, valueDim], [numHeads, valueDim]),
      ...part('attention_output', [numHeads, valueDim, features('query')], [features('query')]),
    ];
  },
  multiplyAdds(inputs, _outputs, { numHeads, keyDim, valueDim }) {
    const [steps, features] = only(inputs, 'query').shape;
    const [looked, given] = only(inputs, 'value').shape;
    const [asking, answering] = [(steps ?? 0) * (features ?? 0), (looked ?? 0) * (given ?? 0)];
    const value = valueDim ?? keyDim;
    return numHeads * (asking * (keyDim + value) + answering * (keyDim + value) + (steps ?? 0) * (looked ?? 0) * (keyDim + value));
  },
  /** Queries, keys, values and their sums, and for each pair of steps a score, its softmax and what dropout leaves of it. */
  kept(inputs, { numHeads, keyDim, valueDim }) {
    const [steps] = only(inputs, 'query').shape;
    const [looked] = only(inputs, 'value').shape;
    const [asking, answering] = [steps ?? 0, looked ?? 0];
    return numHeads * (3 * asking * answering + (asking + answering) * (keyDim + (valueDim ?? keyDim)));
  },
  drops: ({ dropout }) => dropout > 0,
  face: ({ numHeads, keyDim, causal }) => [plural(numHeads, 'head'), `key ${keyDim}`, ...(causal ? ['causal'] : [])].join(', '),
  cases: [
    {
      inputs: { query: [[4, 6]], value: [[4, 6]] },
      values: { numHeads: 2, keyDim: 3, biasInitializer: 'ones' },
      output: [4, 6],
      weights: 168,
    },
    {
      inputs: { query: [[3, 4]], value: [[5, 6]] },
      values: { numHeads: 3, keyDim: 2, valueDim: 4, useBias: false },
      output: [3, 4],
      weights: 180,
    },
    { inputs: { query: [[4, 3]], value: [[4, 3]] }, values: { numHeads: 1, keyDim: 4, causal: true }, output: [4, 3], weights: 63 },
    { inputs: { query: [[3, 4]], value: [[2, 5]], key: [[2, 3]] }, values: { numHeads: 2, keyDim: 2 }, output: [3, 4], weights: 80 },
    { inputs: { query: [[4, 4]], value: [[4, 4]] }, values: { numHeads: 2, keyDim: 2, dropout: 0.3 }, output: [4, 4], weights: 80 },
    {
      inputs: { query: [[4, 4]], value: [[4, 4]] },
      masked: true,
      values: { numHeads: 2, keyDim: 2, causal: true },
      output: [4, 4],
      weights: 80,
    },
  ],
});
