import { describe, expect, it } from 'vitest';
import { formatShape } from '../catalogue/tensorSpec.ts';
import { templates } from '../templates/index.ts';
import { applyEdits } from './applyEdits.ts';
import type { ProjectDocument } from './document.ts';
import { inferDocument } from './inferDocument.ts';
import { testDocument } from './testing/testDocuments.ts';

const messages = (document: ProjectDocument): string[] =>
  inferDocument(document).problems.map((problem) => `${problem.node ?? problem.section ?? 'model'}: ${problem.message}`);
const image = ['input', { shape: [28, 28, 1] }] as const;
const digits = ['dense', { units: 10, activation: 'softmax' }] as const;

/** A network for the two numbers of XOR, with this Output. */
function onXor(head: Readonly<Record<string, unknown>>): ProjectDocument {
  const document = testDocument(
    { in: ['input', { shape: [2] }], out: ['dense', { units: 1, activation: 'sigmoid' }], head: ['output', head] },
    ['in -> out', 'out -> head'],
  );
  return { ...document, data: { ...document.data, dataset: { kind: 'xor', values: {} } } };
}

describe('inferDocument', () => {
  it('gives the templates no problems, and the counts that Keras gives', () => {
    expect(templates.map((template) => [template.id, inferDocument(template.build()).parameters])).toEqual([
      ['mnist-cnn', 34826],
      ['mnist-mlp', 101770],
      ['iris-mlp', 131],
      ['xor', 33],
      ['two-spirals', 1697],
      ['keras-demo', 22501],
      // One fewer than Keras, whose Normalization counts the examples it has seen.
      ['regression', 4949],
      ['random-labels', 72196],
      ['mnist-vgg', 117434],
      ['mnist-resnet', 78042],
      ['very-deep-cnn', 33794],
      ['unet', 59257],
      ['autoencoder', 209968],
      ['mnist-simplernn', 6602],
      ['mnist-lstm', 24458],
      ['mnist-gru', 18506],
      ['sine-forecast', 3809],
      ['character-text', 23004],
      ['transformer', 11388],
      // The generator has 17,154 of them, the judge 17,025.
      ['ring-gan', 34179],
      // The generator has 123,681, the judge 36,513.
      ['mnist-gan', 160194],
      ['perceptual-autoencoder', 155339],
    ]);
    for (const template of templates) expect(messages(template.build()), template.id).toEqual([]);
  });

  it('lets shapes follow an edit', () => {
    const document = templates[0]?.build();
    if (!document) throw new Error('no template');
    const values = document.graphs['main']?.nodes['conv2d-3']?.values ?? {};
    const { document: edited } = applyEdits(document, [
      { type: 'updateNode', graph: 'main', id: 'conv2d-3', changes: { values: { ...values, filters: 8 } } },
    ]);
    const { nodes } = inferDocument(edited);
    expect(formatShape(nodes['conv2d-3']?.outputs?.['y']?.shape ?? [])).toBe('26 × 26 × 8');
    expect(nodes['conv2d-5']?.parameters).toBe(8 * 9 * 64 + 64);
  });

  it('marks the one node that causes a problem and names a fix', () => {
    expect(
      messages(
        testDocument(
          {
            in: image,
            pool: ['maxPooling2d', { poolSize: [9, 9], strides: [9, 9] }],
            conv: ['conv2d', { kernelSize: [5, 5] }],
            flat: ['flatten'],
            out: digits,
            head: ['output'],
          },
          ['in -> pool', 'pool -> conv', 'conv -> flat', 'flat -> out', 'out -> head'],
        ),
      ),
    ).toEqual(["conv: kernel 5x5 is larger than the 3x3 input: use padding 'same' or a smaller kernel"]);
  });

  it.each([
    [
      'nothing at all',
      testDocument({}, []),
      [
        'model: the model has no Input: add one from the palette: data enters there',
        'model: the model has no Output: add one behind the last block: it names the target and the loss',
      ],
    ],
    [
      'an image into Dense and a head that is no row of classes',
      testDocument({ in: image, out: digits, head: ['output'] }, ['in -> out', 'out -> head']),
      ['head: "digit" has 10 classes, the prediction is 28 × 28 × 10: end with a Dense of 10 units and softmax'],
    ],
    [
      'a row into a convolution',
      testDocument({ in: image, flat: ['flatten'], conv: ['conv2d'], head: ['output'] }, ['in -> flat', 'flat -> conv', 'conv -> head']),
      ['conv: Conv2D takes an image (height × width × channels), 784 arrives: put a Reshape before it'],
    ],
    [
      'a head without probabilities',
      testDocument({ in: image, flat: ['flatten'], out: ['dense', { units: 10 }], head: ['output'] }, [
        'in -> flat',
        'flat -> out',
        'out -> head',
      ]),
      ['head: Sparse categorical cross-entropy needs probabilities: end the head with the activation softmax (it ends with linear)'],
    ],
    [
      'classes that all count 0',
      testDocument(
        { in: image, flat: ['flatten'], out: digits, head: ['output', { classWeights: 'given', givenWeights: '0 0 0 0 0 0 0 0 0 0' }] },
        ['in -> flat', 'flat -> out', 'out -> head'],
      ),
      ['head: no class counts, so nothing would be learned: give at least one of them a weight above 0'],
    ],
    [
      'class weights that nobody has written',
      testDocument({ in: image, flat: ['flatten'], out: digits, head: ['output', { classWeights: 'given' }] }, [
        'in -> flat',
        'flat -> out',
        'out -> head',
      ]),
      ['head: no class weights are given yet, so all classes count alike: write one for each, as 1, 1, 5'],
    ],
    [
      'class weights on a loss that is one number for a batch',
      onXor({ loss: 'dice', classWeights: 'balanced' }),
      [
        'head: Dice is one number for all examples of a batch, so that no class counts more than another by its weight: take it over each example, or set Class weights to equal',
      ],
    ],
    [
      'class weights on the same loss over each example',
      onXor({ loss: { kind: 'dice', values: { over: 'example' } }, classWeights: 'balanced' }),
      [],
    ],
    [
      'heads that all count 0',
      testDocument({ in: image, flat: ['flatten'], out: digits, head: ['output', { lossWeight: 0 }] }, [
        'in -> flat',
        'flat -> out',
        'out -> head',
      ]),
      ['head: the loss counts 0 times, so nothing would be learned: give it a weight above 0'],
    ],
    [
      'branches of different shape',
      testDocument(
        {
          in: image,
          a: ['conv2d', { filters: 4 }],
          b: ['conv2d', { filters: 8 }],
          sum: ['add'],
          flat: ['flatten'],
          out: digits,
          head: ['output'],
        },
        ['in -> a', 'in -> b', 'a -> sum.0', 'b -> sum.1', 'sum -> flat', 'flat -> out', 'out -> head'],
      ),
      ['sum: Add needs equal shapes: 26 × 26 × 4 and 26 × 26 × 8 differ; match the filters or units, strides and padding of the branches'],
    ],
    [
      'a circle',
      testDocument({ in: image, flat: ['flatten'], sum: ['add'], act: ['activation'], out: digits, head: ['output'] }, [
        'in -> flat',
        'flat -> sum.0',
        'act -> sum.1',
        'sum -> act',
        'act -> out',
        'out -> head',
      ]),
      [
        'act: it stands in a circle of wires: remove one of them',
        'head: it stands in a circle of wires: remove one of them',
        'out: it stands in a circle of wires: remove one of them',
        'sum: it stands in a circle of wires: remove one of them',
      ],
    ],
    [
      'a shape that the data has not',
      testDocument({ in: ['input', { shape: [32, 32, 3] }], flat: ['flatten'], out: digits, head: ['output'] }, [
        'in -> flat',
        'flat -> out',
        'out -> head',
      ]),
      ['in: no column of MNIST has the shape 32 × 32 × 3: it has "image" (28 × 28 × 1); change the shape or the data set'],
    ],
    [
      'strides and dilation together',
      testDocument(
        { in: image, conv: ['conv2d', { strides: [2, 2], dilationRate: [2, 2] }], flat: ['flatten'], out: digits, head: ['output'] },
        ['in -> conv', 'conv -> flat', 'flat -> out', 'out -> head'],
      ),
      ['conv: strides and dilation cannot both exceed 1: set one of them back to 1'],
    ],
  ] as const)('explains %s', (_name, document, expected) => {
    expect(messages(document).toSorted()).toEqual([...expected].toSorted());
  });

  it('finds problems of the training and data choices', () => {
    const document = templates[0]?.build();
    if (!document) throw new Error('no template');
    expect(
      messages({ ...document, training: { ...document.training, batchSize: 0 }, data: { ...document.data, validationSize: -1 } }),
    ).toEqual(['training: batchSize: must be at least 1, not 0', 'data: validationSize: must be at least 0, not -1']);
  });
});
