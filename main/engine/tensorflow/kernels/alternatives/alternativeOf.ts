import type { GraphOp, ShapeOf } from '../graphOp.ts';
import type { Alternative, FindAlternative } from './alternative.ts';
import { bytes } from './bytes.ts';
import { convolution, convolutionGradient } from './convolution.ts';
import { batchNormalization, batchNormalizationGradient } from './normalization.ts';
import { maxPooling, maxPoolingGradient } from './pooling.ts';
import { product } from './product.ts';
import { softmax } from './softmax.ts';

const byKernel: Readonly<Record<string, FindAlternative>> = {
  Cast: bytes,
  MatMul: product,
  Conv2D: convolution,
  Conv2DBackpropInput: convolutionGradient,
  Conv2DBackpropFilter: convolutionGradient,
  Softmax: softmax,
  MaxPool: maxPooling,
  MaxPoolGrad: maxPoolingGradient,
  FusedBatchNormV3: batchNormalization,
  FusedBatchNormGradV3: batchNormalizationGradient,
};

/** How to compute an operation by a kernel of our own; null where there is none. */
export const alternativeOf = (op: GraphOp, shapeOf: ShapeOf): Alternative | null => byKernel[op.kernel]?.(op, shapeOf) ?? null;
