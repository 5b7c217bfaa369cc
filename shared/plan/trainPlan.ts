import type { WeightSpec } from '../catalogue/block.ts';
import type { FromLogits, TargetEncoding } from '../catalogue/otherItems.ts';
import type { Course } from '../catalogue/scheduledHyper.ts';
import type { ItemValue, Values } from '../catalogue/params.ts';
import type { TensorSpec } from '../catalogue/tensorSpec.ts';

/** An output of a layer: the layer's id in the plan and the port. */
export interface TensorRef {
  readonly layer: string;
  readonly port: string;
}

/** One call of a layer. Layers stand in an order in which each comes after its inputs. */
export interface PlanLayer {
  /** The node it came from. */
  readonly id: string;
  /** Where its weights live: layers with equal layerIds share them. */
  readonly layerId: string;
  /** The layer's name in Keras and in reports: unique, `dense_1`. */
  readonly name: string;
  /** Kind of the block; never `input` or `output`. */
  readonly kind: string;
  readonly values: Values;
  readonly inputs: Readonly<Record<string, readonly TensorRef[]>>;
  readonly outputs: Readonly<Record<string, TensorSpec>>;
  /** What a repeated group runs, of kind `graph`; absent in every other layer. */
  readonly repeat?: RepeatBody;
  /** Training leaves its weights as they are: none of them is trainable. */
  readonly frozen?: boolean;
  readonly weights: readonly WeightSpec[];
  /** Its weights start as those of another run; absent = as their initializers say. */
  readonly initialFrom?: InitialWeights;
}

/** Weights of a layer in the checkpoint of another run. */
export interface InitialWeights {
  readonly run: string;
  /** Of the checkpoint's file. */
  readonly sha256: string;
  /** Front of their names there: `layer/weight`. */
  readonly layer: string;
  /** In words: `Run 2 of "MNIST CNN", conv2d_1`. */
  readonly title: string;
}

export type Noise = 'normal' | 'uniform';

/** Layers that a layer runs one turn after another. Their weights are those of one turn; the layer's own are all of them, stacked, under the same keys. */
export interface RepeatBody {
  readonly turns: number;
  /** What stands in the layers' inputs for what arrives in a turn. */
  readonly input: string;
  readonly layers: readonly PlanLayer[];
  /** What a turn gives. */
  readonly source: TensorRef;
}

export interface PlanInput {
  readonly id: string;
  readonly name: string;
  /** Column of the data set that feeds it; null = chance does. */
  readonly column: string | null;
  /** What it is drawn from where chance feeds it: a standard normal distribution, or evenly from -1 to 1. */
  readonly noise?: Noise;
  readonly spec: TensorSpec;
}

/** A head: what the model gives, what it is compared with, and how. */
export interface PlanHead {
  readonly id: string;
  /** Unique name; rows of several heads are called `<name>_loss`. */
  readonly name: string;
  readonly source: TensorRef;
  readonly spec: TensorSpec;
  /** Target column of the data set; null = it is compared with another tensor, or with nothing. */
  readonly column: string | null;
  /** The tensor of the model that it is compared with in place of a column. */
  readonly compared?: TensorRef;
  readonly target: TargetEncoding;
  /** It takes part in no phase: what arrives is shown, and exported. */
  readonly shown?: boolean;
  readonly classes: readonly string[] | null;
  readonly loss: ItemValue;
  readonly lossWeight: number;
  /** How much the examples of each class count in the training loss; absent = alike. `balanced` is worked out from the training examples. */
  readonly classWeights?: readonly number[] | 'balanced';
  readonly metrics: readonly ItemValue[];
  /** The head's last activation, when the loss computes it from logits. The prediction still has it. */
  readonly fromLogits: FromLogits;
}

/** One kind of step: which losses move which weights by which optimizer. A plain model has one phase, a GAN two. */
export interface Phase {
  readonly name: string;
  readonly heads: readonly string[];
  /** layerIds whose trainable weights move. */
  readonly trained: readonly string[];
  readonly optimizer: ItemValue;
  /** How the learning rate moves; absent = it does not. */
  readonly course?: Course;
  /** Steps in a row before the next phase has its turn. */
  readonly repeats: number;
  /** First and last epoch that it takes part in, from 0; null = to the end. Absent = all. */
  readonly epochs?: readonly [first: number, last: number | null];
}

/** A document made ready to train: data only, the one thing that engines, exports and code writers read. */
export interface TrainPlan {
  readonly version: 1;
  /** sha-256 style hash of all that decides the numbers: not of positions, names of the project, or notes. */
  readonly hash: string;
  readonly name: string;
  readonly inputs: readonly PlanInput[];
  readonly layers: readonly PlanLayer[];
  readonly heads: readonly PlanHead[];
  readonly phases: readonly Phase[];
  /** A penalty on every trained kernel, besides what the blocks say themselves. */
  readonly weightPenalty: ItemValue | null;
  /** What is told of each layer at the end of an epoch. */
  readonly watched: readonly ItemValue[];
  readonly data: PlanData;
  /** What looks at the metrics at the end of epochs; absent = nothing. */
  readonly callbacks?: readonly ItemValue[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Seconds between checkpoints inside an epoch; one is written at each epoch's end besides. */
  readonly checkpointSeconds: number;
}

export interface PlanData {
  readonly dataset: ItemValue;
  /** Below 1 a share of the examples, else their number. */
  readonly validationSize: number;
  readonly testSize: number;
  readonly splitSeed: number;
  readonly stratify: boolean;
  /** Use only the first N training examples after the seeded shuffle; null = all. */
  readonly limit: number | null;
}
