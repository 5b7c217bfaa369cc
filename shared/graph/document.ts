import { z } from 'zod';

/** The newest version of the project format that this program writes. */
export const documentVersion = 1;

const finite = z.number().finite();
const values = z.record(z.string(), z.json());

/** Weights of another run that a block starts from: whose they are, and their shapes, so that a misfit can be told without the run. */
export const initialFromSchema = z.strictObject({
  run: z.string().min(1),
  /** Of the checkpoint's file: the very weights that were chosen. */
  sha256: z.string().min(1),
  /** The layer's id there: its weights are called `layer/weight`. */
  layer: z.string().min(1),
  kind: z.string().min(1),
  /** In words: `Run 2 of "MNIST CNN", conv2d_1`. */
  title: z.string(),
  shapes: z.record(z.string(), z.array(z.number().int().min(0))),
});

export const nodeSchema = z.strictObject({
  id: z.string().min(1),
  kind: z.string().min(1),
  /** Name shown in the window and, when it is set, the layer's name in Keras; '' = named after its kind. */
  name: z.string().default(''),
  /** Nodes with equal layerIds share weights; by default each node has its own. */
  layerId: z.string().min(1),
  position: z.strictObject({ x: finite, y: finite }),
  /** Version of the block that wrote the values. */
  version: z.number().int().min(1).default(1),
  values,
  /** Training leaves its weights as they are. */
  frozen: z.boolean().default(false),
  /** The phase of training that moves its weights, or, of an Output, that trains by it; absent = any, of an Output the first. */
  phase: z.string().min(1).optional(),
  /** Its weights start as those of another run; absent = as its initializers say. */
  initialFrom: initialFromSchema.optional(),
  note: z.string().default(''),
});
export const endSchema = z.strictObject({ node: z.string().min(1), port: z.string().min(1) });
export const edgeSchema = z.strictObject({
  id: z.string().min(1),
  source: endSchema,
  /** `index` orders the wires of a variadic port. */
  target: endSchema.extend({ index: z.number().int().min(0).default(0) }),
});
export const graphSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().default(''),
  nodes: z.record(z.string(), nodeSchema),
  edges: z.record(z.string(), edgeSchema),
});
export const documentSchema = z.strictObject({
  format: z.literal('netloom-project'),
  version: z.literal(documentVersion),
  id: z.string().min(1),
  name: z.string().min(1).max(200),
  /** What the project is about, shown in the templates list and the project's info. */
  notes: z.string().default(''),
  /** The graph that is the model; others are used by it. */
  root: z.string().min(1),
  graphs: z.record(z.string(), graphSchema),
  /** Values of `trainingParams`. */
  training: values,
  /** Values of `dataParams`. */
  data: values,
});

export type GraphNode = z.infer<typeof nodeSchema>;
export type InitialFrom = z.infer<typeof initialFromSchema>;
export type End = z.infer<typeof endSchema>;
export type Edge = z.infer<typeof edgeSchema>;
export type Graph = z.infer<typeof graphSchema>;
/** A project: model, training choices and data. Undo covers all of it. */
export type ProjectDocument = z.infer<typeof documentSchema>;

/** The graph that is the model. */
export function rootGraph(document: ProjectDocument): Graph {
  const graph = document.graphs[document.root];
  if (!graph) throw new Error(`the project "${document.name}" has no graph "${document.root}"`);
  return graph;
}
