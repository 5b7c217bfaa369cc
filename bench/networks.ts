import { applyEdits } from '../shared/graph/applyEdits.ts';
import { createDocument } from '../shared/graph/createDocument.ts';
import { createNode } from '../shared/graph/createNode.ts';
import type { Edge, GraphNode, ProjectDocument } from '../shared/graph/document.ts';
import { inferDocument } from '../shared/graph/inferDocument.ts';
import { buildPlan, type PlanOverrides } from '../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../shared/plan/trainPlan.ts';
import { findTemplate, templates } from '../shared/templates/index.ts';

/** A network that is timed: on data that every framework is given alike. */
export interface Network {
  readonly name: string;
  /** Those it is trained with, the first also predicted. */
  readonly batchSizes: readonly number[];
  /** The sizes of batch it predicts with. */
  readonly predictions: readonly number[];
  plan(batchSize: number): TrainPlan;
  /** Multiply-adds of one example's forward pass. */
  readonly multiplyAdds: number;
}

/** Dropout is taken out: each framework would draw masks in its own way, and the step is what is compared. */
function withoutDropout(document: ProjectDocument): ProjectDocument {
  const graph = document.graphs[document.root];
  const drop = Object.values(graph?.nodes ?? {}).find((node) => node.kind === 'dropout');
  if (!graph || !drop) return document;
  const into = Object.values(graph.edges).find((edge) => edge.target.node === drop.id);
  const out = Object.values(graph.edges).find((edge) => edge.source.node === drop.id);
  if (!into || !out) return document;
  return applyEdits(document, [
    { type: 'removeNode', graph: graph.id, id: drop.id },
    { type: 'addEdge', graph: graph.id, edge: { id: 'around', source: into.source, target: out.target } },
  ]).document;
}

/** Lays blocks one after another and gives each the name of what it stands behind. */
class Drawing {
  readonly #nodes: GraphNode[] = [];
  readonly #edges: Edge[] = [];

  add(kind: string, values: Readonly<Record<string, unknown>>, ...from: readonly string[]): string {
    const node = createNode(kind, { id: `${kind}-${this.#nodes.length + 1}`, values });
    this.#nodes.push(node);
    from.forEach((source, index) =>
      this.#edges.push({
        id: `wire-${this.#edges.length + 1}`,
        source: { node: source, port: 'y' },
        target: { node: node.id, port: 'x', index },
      }),
    );
    return node.id;
  }

  document(name: string): ProjectDocument {
    const document = createDocument(name);
    const graph = {
      id: document.root,
      name: 'Model',
      nodes: Object.fromEntries(this.#nodes.map((node) => [node.id, node])),
      edges: Object.fromEntries(this.#edges.map((edge) => [edge.id, edge])),
    };
    return { ...document, graphs: { [document.root]: graph }, data: { ...document.data, dataset: 'mnist' } };
  }
}

const head = { column: 'digit', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] };

function deepMlp(): ProjectDocument {
  const draw = new Drawing();
  let last = draw.add('flatten', {}, draw.add('rescaling', {}, draw.add('input', { shape: [28, 28, 1], column: 'image' })));
  for (let layer = 0; layer < 10; layer++) last = draw.add('dense', { units: 256, activation: 'relu' }, last);
  draw.add('output', head, draw.add('dense', { units: 10, activation: 'softmax' }, last));
  return draw.document('Deep MLP');
}

/** Reads a picture row by row. */
function rowReader(): ProjectDocument {
  const draw = new Drawing();
  const rows = draw.add(
    'reshape',
    { targetShape: [28, 28] },
    draw.add('rescaling', {}, draw.add('input', { shape: [28, 28, 1], column: 'image' })),
  );
  draw.add('output', head, draw.add('dense', { units: 10, activation: 'softmax' }, draw.add('lstm', { units: 128 }, rows)));
  return draw.document('LSTM over rows');
}

/**
 * ResNet-8 (He and others, arXiv 1512.03385, section 4.2 with n = 1): three stages of one residual block, on 32 × 32 × 3. MNIST's digits are padded and set three
 * times beside each other within the network, in every framework.
 */
function resnet8(): ProjectDocument {
  const draw = new Drawing();
  const convolution = (from: string, filters: number, step: number, size = 3): string =>
    draw.add(
      'batchNormalization',
      {},
      draw.add('conv2d', { filters, kernelSize: [size, size], strides: [step, step], padding: 'same', useBias: false }, from),
    );
  const relu = (from: string): string => draw.add('activation', { activation: 'relu' }, from);
  const grey = draw.add('rescaling', {}, draw.add('input', { shape: [28, 28, 1], column: 'image' }));
  const wide = draw.add('zeroPadding2d', { padding: [2, 2, 2, 2] }, grey);
  let last = relu(convolution(draw.add('concatenate', {}, wide, wide, wide), 16, 1));
  for (const [filters, step] of [
    [16, 1],
    [32, 2],
    [64, 2],
  ] as const) {
    const through = convolution(relu(convolution(last, filters, step)), filters, 1);
    const around = step === 1 ? last : convolution(last, filters, step, 1);
    last = relu(draw.add('add', {}, through, around));
  }
  draw.add('output', head, draw.add('dense', { units: 10, activation: 'softmax' }, draw.add('globalAveragePooling2d', {}, last)));
  return draw.document('ResNet-8');
}

function planOf(document: ProjectDocument, overrides: PlanOverrides = {}): TrainPlan {
  const built = buildPlan(document, overrides);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

const network = (name: string, build: () => ProjectDocument): Network => ({
  name,
  batchSizes: [32, 128],
  predictions: [1, 256],
  plan: (batchSize) => planOf(build(), { batchSize }),
  multiplyAdds: inferDocument(build()).multiplyAdds,
});

/** What is timed, in the order of the table. */
export const networks: readonly Network[] = [
  network('MLP 784-128-10', () => withoutDropout(findTemplate('mnist-mlp').build())),
  network('CNN 32-64', () => withoutDropout(findTemplate('mnist-cnn').build())),
  network('ResNet-8', resnet8),
  network('LSTM 128 over 28 rows', rowReader),
  network('MLP 10 x 256', deepMlp),
];

/** The templates, as they come; without those whose phases take turns, which Keras's `fit` does not do. */
export const templateNetworks: readonly Network[] = templates.flatMap(({ title: name, build }) => {
  const document = build();
  const plan = planOf(document);
  if (plan.phases.length > 1) return [];
  const { batchSize } = plan;
  return [
    {
      name,
      batchSizes: [batchSize],
      predictions: [],
      plan: () => plan,
      multiplyAdds: inferDocument(document).multiplyAdds,
    },
  ];
});
